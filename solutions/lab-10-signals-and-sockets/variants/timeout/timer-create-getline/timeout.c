/* A POSIX timer, deleted when it is no longer needed, and getline. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static volatile sig_atomic_t last_signal;

static void note(int number)
{
    if (last_signal != SIGALRM)
        last_signal = number;
}

int main(int argc, char *argv[])
{
    struct sigaction action = { .sa_handler = note };
    struct itimerspec once = { 0 };
    timer_t timer;
    char *line = NULL;
    size_t size = 0;

    sigaction(SIGALRM, &action, NULL);
    sigaction(SIGUSR1, &action, NULL);
    once.it_value.tv_sec = argc > 1 ? strtol(argv[1], NULL, 10) : 10;
    if (timer_create(CLOCK_MONOTONIC, NULL, &timer) == -1 || timer_settime(timer, 0, &once, NULL) == -1) {
        perror("timer");
        return EXIT_FAILURE;
    }
    puts("Your answer, please:");
    while (getline(&line, &size, stdin) == -1) {
        if (feof(stdin))
            return 3;
        if (errno != EINTR)
            return EXIT_FAILURE;
        if (last_signal == SIGALRM) {
            puts("No answer.");
            return 2;
        }
        clearerr(stdin);
        puts("I am waiting for your answer:");
    }
    timer_delete(timer);
    printf("You said: %sPress Enter.\n", line);
    while (getchar() == EOF && !feof(stdin))
        clearerr(stdin);
    free(line);
    return EXIT_SUCCESS;
}
