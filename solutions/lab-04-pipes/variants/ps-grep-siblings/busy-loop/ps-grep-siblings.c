/* 一个循环 fork 两次，用 i 区分三个进程；父进程用 WNOHANG 忙等，最后又把两端各关了一遍（EBADF，无害）。 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd[2], i;

    if (pipe(fd) == -1) {
        perror("pipe");
        exit(1);
    }
    for (i = 0; i < 2; i++) {
        pid_t pid = fork();
        if (pid == 0)
            break;
        if (pid == -1) {
            perror("fork");
            exit(1);
        }
    }
    if (i == 0) {
        close(fd[0]);
        dup2(fd[1], STDOUT_FILENO);
        execlp("ps", "ps", "aux", NULL);
        perror("ps");
        exit(1);
    } else if (i == 1) {
        close(fd[1]);
        dup2(fd[0], STDIN_FILENO);
        execlp("grep", "grep", "bash", "--color=auto", NULL);
        perror("grep");
        exit(1);
    } else {
        pid_t pid;
        close(fd[0]);
        close(fd[1]);
        while ((pid = waitpid(-1, NULL, WNOHANG)) != -1) {
            if (pid == 0)
                continue;
            printf("子进程 %d 结束了\n", pid);
        }
    }
    close(fd[0]);
    close(fd[1]);
    return 0;
}
