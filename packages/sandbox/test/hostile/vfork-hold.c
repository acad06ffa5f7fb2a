/* Leaves a parent in an uninterruptible wait: a vfork(2) child that neither execs nor ends. */
#define _GNU_SOURCE
#include <signal.h>
#include <unistd.h>

int main(void)
{
    if (fork() > 0)
        return 0;
    setsid();
    signal(SIGHUP, SIG_IGN);
    if (vfork() == 0)
        for (;;)
            pause();
    _exit(0);
}
