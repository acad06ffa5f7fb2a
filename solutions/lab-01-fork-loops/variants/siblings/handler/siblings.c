/* Reaps in a SIGCHLD handler; sigsuspend waits for it without a race. */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t reaped;

static void reap(int signal)
{
    (void)signal;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        reaped++;
}

int main(void)
{
    sigset_t chld, old;
    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    sigprocmask(SIG_BLOCK, &chld, &old);
    struct sigaction action = { .sa_handler = reap };
    sigaction(SIGCHLD, &action, NULL);

    for (int i = 1; i <= 3; i++) {
        pid_t pid = fork();
        if (pid == -1)
            return 1;
        if (pid == 0)
            return printf("%d/3 %d\n", i, getpid()) < 0;
    }
    printf("parent %d\n", getpid());
    while (reaped < 3)
        sigsuspend(&old);
    return 0;
}
