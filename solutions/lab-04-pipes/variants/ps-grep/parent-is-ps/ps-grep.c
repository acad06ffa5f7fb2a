/* 父进程变成 ps 就走了，提示符先回来，grep 后打印；用过的那一端 dup2 之后没有关。 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
    int fd[2];

    if (pipe(fd) < 0) {
        perror("管道");
        exit(1);
    }
    switch (fork()) {
    case -1:
        perror("fork");
        exit(1);
    case 0:
        close(fd[1]);
        dup2(fd[0], 0);
        execlp("grep", "grep", "bash", "--color=auto", NULL);
        perror("grep");
        exit(1);
    default:
        close(fd[0]);
        dup2(fd[1], 1);
        execlp("ps", "ps", "aux", NULL);
        perror("ps");
        exit(1);
    }
}
