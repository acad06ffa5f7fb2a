/*
 * ps-grep: what a shell does for `ps aux | grep bash`, by a parent and its one child.
 * ps-grep：由父进程和它唯一的子进程完成 shell 为 `ps aux | grep bash` 所做的事。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

int main(void)
{
    // >>> solution
    int fd[2];
    if (pipe(fd) == -1) {
        perror("pipe");
        return EXIT_FAILURE;
    }

    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (pid == 0) {
        dup2(fd[1], STDOUT_FILENO);
        close(fd[0]);
        close(fd[1]);
        execlp("ps", "ps", "aux", (char *)NULL);
        /* exec returns only when it has failed. */
        perror("ps");
        _exit(127);
    }

    /* The parent is what the prompt waits for: it becomes the command whose output comes last. */
    dup2(fd[0], STDIN_FILENO);
    close(fd[0]);
    /* As long as anyone has a write end open, read never finds the end: not even if that is the reader itself. */
    close(fd[1]);
    execlp("grep", "grep", "--color=auto", "bash", (char *)NULL);
    perror("grep");
    return 127;
    // --- starter
    // 创建管道，再 fork。一个进程把标准输出接到写端，变成 ps aux；
    // 另一个把标准输入接到读端，变成 grep bash。各自关闭用不到的那一端。
    // Make a pipe, then fork. One process puts the write end in place of its standard output and becomes ps aux,
    // the other the read end in place of its standard input and becomes grep bash. Each closes the end it does not use.

    //| return EXIT_SUCCESS;
    // <<< solution
}
