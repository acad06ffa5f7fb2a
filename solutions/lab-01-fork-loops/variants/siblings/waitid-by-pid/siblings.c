/* Each child is waited for by its PID, the last one first, with waitid. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t children[3];
    for (int i = 0; i < 3; i++) {
        children[i] = fork();
        if (children[i] == -1)
            exit(1);
        if (children[i] == 0) {
            printf("pid=%d\tn=%d\n", getpid(), i + 1);
            exit(i);
        }
    }
    printf("parent pid=%d, children %d %d %d\n", getpid(), children[0], children[1], children[2]);
    for (int i = 2; i >= 0; i--) {
        siginfo_t info;
        if (waitid(P_PID, children[i], &info, WEXITED) == 0)
            printf("%d ended with %d\n", info.si_pid, info.si_status);
    }
    return 0;
}
