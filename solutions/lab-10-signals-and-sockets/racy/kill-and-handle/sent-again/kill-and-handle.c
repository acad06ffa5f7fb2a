/* While it waits for an answer, the parent looks from time to time whether its child still lives. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static sigset_t ping, pong;

/* Plays a round; returns 0 if the child has ended and was reaped. */
static int play(pid_t child, int *status)
{
    struct timespec soon = { .tv_nsec = 5000000 }, now = { 0 };

    kill(child, SIGUSR1);
    while (sigtimedwait(&pong, NULL, &soon) == -1) {
        if (waitpid(child, status, WNOHANG) == child) {
            /* Its answer may have come before its end. */
            sigtimedwait(&pong, NULL, &now);
            return 0;
        }
    }
    return 1;
}

static int answer(int rounds)
{
    int received = 0;

    while (received < rounds)
        if (sigwaitinfo(&ping, NULL) == SIGUSR1) {
            received++;
            kill(getppid(), SIGUSR2);
        }
    return received;
}

int main(int argc, char *argv[])
{
    int rounds = argc > 1 ? atoi(argv[1]) : 1, played = 0, lives = 1, status = 0;

    sigemptyset(&ping);
    sigaddset(&ping, SIGUSR1);
    sigprocmask(SIG_BLOCK, &ping, NULL);
    sigemptyset(&pong);
    sigaddset(&pong, SIGUSR2);
    sigprocmask(SIG_BLOCK, &pong, NULL);

    pid_t child = fork();
    if (child == 0)
        _exit(answer(rounds));
    while (lives && played++ < rounds)
        lives = play(child, &status);
    if (lives)
        waitpid(child, &status, 0);
    printf("exit status: %d\n", WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
