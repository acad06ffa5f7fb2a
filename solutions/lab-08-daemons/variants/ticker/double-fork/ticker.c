/* Forks twice: the daemon leads no session and so can never get a terminal again. Ignores SIGHUP, closes by close_range. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void fork_and_leave(void)
{
    pid_t pid;
    if ((pid = fork()) != 0)
        _exit(pid == -1);
}

int main(void)
{
    umask(0);
    fork_and_leave();
    setsid();
    signal(SIGHUP, SIG_IGN);
    fork_and_leave();
    if (chdir("/") != 0)
        return 1;
    close_range(0, ~0u, 0);
    for (int i = 0;; i++) {
        char name[32];
        sprintf(name, "ticker.%d", i);
        close(creat(name, 0600));
        sleep(3);
    }
}
