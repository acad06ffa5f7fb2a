/*
 * ps-grep-siblings: `ps aux | grep bash` by two children; the parent waits for both, as a shell does.
 * ps-grep-siblings：由两个子进程完成 `ps aux | grep bash`，父进程像 shell 那样等待它们。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    // >>> solution
    int fd[2];
    if (pipe(fd) == -1) {
        perror("pipe");
        return EXIT_FAILURE;
    }

    pid_t ps = fork();
    if (ps == 0) {
        dup2(fd[1], STDOUT_FILENO);
        close(fd[0]);
        close(fd[1]);
        execlp("ps", "ps", "aux", (char *)NULL);
        perror("ps");
        _exit(127);
    }

    pid_t grep = fork();
    if (grep == 0) {
        dup2(fd[0], STDIN_FILENO);
        close(fd[0]);
        close(fd[1]);
        execlp("grep", "grep", "--color=auto", "bash", (char *)NULL);
        perror("grep");
        _exit(127);
    }

    if (ps == -1 || grep == -1)
        perror("fork");

    /* Before it waits: grep finds the end only when nobody has a write end any more, the parent included. */
    close(fd[0]);
    close(fd[1]);
    while (wait(NULL) > 0)
        ;
    // --- starter
    // 创建管道，fork 两次：一个子进程变成 ps aux，另一个变成 grep bash。
    // 父进程关闭管道的两端，回收两个子进程。
    // Make a pipe and fork twice: one child becomes ps aux, the other grep bash.
    // The parent closes both ends of the pipe and reaps both children.
    // <<< solution

    return EXIT_SUCCESS;
}
