/* Each end is closed as soon as the child that uses it is there; each child is waited for by its pid, with waitid. */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd[2];
    siginfo_t info;

    if (pipe(fd) == -1) {
        perror("pipe");
        return 1;
    }
    pid_t ps = fork();
    if (ps == 0) {
        dup2(fd[1], 1);
        closefrom(3);
        execlp("ps", "ps", "aux", (char *)NULL);
        _exit(127);
    }
    close(fd[1]);
    pid_t grep = fork();
    if (grep == 0) {
        dup2(fd[0], 0);
        closefrom(3);
        execlp("grep", "grep", "bash", (char *)NULL);
        _exit(127);
    }
    waitid(P_PID, ps, &info, WEXITED);
    printf("ps: %d\n", info.si_status);
    close(fd[0]);
    waitid(P_PID, grep, &info, WEXITED);
    printf("grep: %d\n", info.si_status);
    return 0;
}
