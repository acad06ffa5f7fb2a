/* The handlers do everything, and only what is safe there; the main program rests. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile pid_t partner;
static volatile sig_atomic_t rounds, count;

static void on_ping(int number)
{
    (void)number;
    count++;
    kill(partner, SIGUSR2);
    if (count == rounds)
        _exit(count);
}

static void on_pong(int number)
{
    int saved = errno;

    (void)number;
    if (++count < rounds)
        kill(partner, SIGUSR1);
    errno = saved;
}

int main(int argc, char **argv)
{
    int status;
    pid_t child, reaped;

    rounds = argc > 1 ? atoi(argv[1]) : 5;
    partner = getpid();
    signal(SIGUSR1, on_ping);
    signal(SIGUSR2, on_pong);
    child = fork();
    if (child == 0)
        for (;;)
            pause();
    partner = child;
    kill(child, SIGUSR1);
    do
        reaped = waitpid(child, &status, 0);
    while (reaped == -1 && errno == EINTR);
    if (WIFEXITED(status))
        printf("the child counted %d\n", WEXITSTATUS(status));
    return 0;
}
