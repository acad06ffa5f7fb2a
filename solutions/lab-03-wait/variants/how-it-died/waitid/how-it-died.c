#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    siginfo_t info;
    sigset_t none;
    int code = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 0;

    sigemptyset(&none);
    for (int child = 'a'; child <= 'c'; child++) {
        pid_t pid = fork();
        if (pid == -1)
            return 1;
        if (pid == 0) {
            switch (child) {
            case 'a':
                __builtin_trap();
            case 'b':
                sigsuspend(&none);
                break;
            default:
                quick_exit(code);
            }
        }
        if (child == 'b')
            kill(pid, SIGHUP);
    }

    do {
        memset(&info, 0, sizeof info);
        if (waitid(P_ALL, 0, &info, WEXITED) == 0) {
            switch (info.si_code) {
            case CLD_EXITED:
                printf("%d -> EXIT %d\n", (int)info.si_pid, info.si_status);
                break;
            case CLD_DUMPED:
            case CLD_KILLED:
                printf("%d -> SIG%s\n", (int)info.si_pid, sigabbrev_np(info.si_status));
            }
        }
    } while (errno != ECHILD);
    return 1;
}
