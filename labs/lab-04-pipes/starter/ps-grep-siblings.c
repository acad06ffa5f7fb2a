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
    // 创建管道，fork 两次：一个子进程变成 ps aux，另一个变成 grep bash。
    // 父进程关闭管道的两端，回收两个子进程。
    // Make a pipe and fork twice: one child becomes ps aux, the other grep bash.
    // The parent closes both ends of the pipe and reaps both children.

    return EXIT_SUCCESS;
}
