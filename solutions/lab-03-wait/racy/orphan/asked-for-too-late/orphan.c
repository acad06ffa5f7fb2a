/* The kernel sends a signal when the parent ends, prctl(2); but only to those who have asked for it by then. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

static void wake(int signal_number)
{
    (void)signal_number;
}

int main(void)
{
    const pid_t parent = getpid();
    sigset_t awaited, before;

    signal(SIGUSR1, wake);
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGUSR1);
    sigprocmask(SIG_BLOCK, &awaited, &before);
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (pid > 0)
        return EXIT_SUCCESS;

    prctl(PR_SET_PDEATHSIG, SIGUSR1);
    printf("child %d: my parent is %d\n", (int)getpid(), (int)parent);
    /* If the parent has ended before prctl, no signal comes any more. */
    while (getppid() == parent)
        sigsuspend(&before);
    printf("child %d: now my parent is %d\n", (int)getpid(), (int)getppid());
    for (;;)
        pause();
}
