/* Daemons that are gone before anybody can kill them: each is followed by an heir with another PID, name and session. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

static void take_new_name(int generation)
{
    char name[16];
    snprintf(name, sizeof name, "life-%d", generation);
    prctl(PR_SET_NAME, name);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    setsid();
    for (int number = 1; number < NSIG; number++)
        if (number != SIGCHLD)
            signal(number, SIG_IGN);
}

int main(void)
{
    for (int i = 0; i < 4; i++)
        if (fork() == 0)
            for (int generation = 0;; generation++) {
                take_new_name(generation);
                /* The parent of each generation dies once its heir is alive. */
                if (fork() > 0) {
                    usleep(50000);
                    _exit(0);
                }
                usleep(100000);
            }
    return 0;
}
