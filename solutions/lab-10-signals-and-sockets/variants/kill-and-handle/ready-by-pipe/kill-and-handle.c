/* The child gets ready by itself and says so through a pipe; both wait in pselect, which opens the mask. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t seen;

static void note(int number)
{
    seen = number;
}

static void get_ready(int number)
{
    struct sigaction action = { .sa_handler = note };
    sigset_t mask;

    sigemptyset(&mask);
    sigaddset(&mask, number);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    sigaction(number, &action, NULL);
}

static void await(int number)
{
    sigset_t none;

    sigemptyset(&none);
    while (seen != number)
        if (pselect(0, NULL, NULL, NULL, NULL, &none) == -1 && errno != EINTR)
            exit(EXIT_FAILURE);
    seen = 0;
}

int main(int argc, char *argv[])
{
    int ready[2], rounds = atoi(argv[argc - 1]), status;
    char byte;
    pid_t parent = getpid(), child;

    if (pipe(ready) == -1 || (child = fork()) == -1) {
        perror(argv[0]);
        return EXIT_FAILURE;
    }
    if (child == 0) {
        close(ready[0]);
        get_ready(SIGUSR1);
        close(ready[1]);
        for (int i = 0; i < rounds; i++) {
            await(SIGUSR1);
            kill(parent, SIGUSR2);
        }
        exit(rounds);
    }
    close(ready[1]);
    get_ready(SIGUSR2);
    /* The end of the file tells that the child is ready. */
    if (read(ready[0], &byte, 1) != 0)
        return EXIT_FAILURE;
    for (int i = 0; i < rounds; i++) {
        if (kill(child, SIGUSR1) == -1)
            perror("kill");
        await(SIGUSR2);
        printf("round %d\n", i + 1);
    }
    if (wait(&status) == child && WIFEXITED(status))
        printf("exited: %d\n", WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
