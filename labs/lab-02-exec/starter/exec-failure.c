/*
 * exec-failure: runs the program that it is given in a child, and says so when it cannot be run.
 * exec-failure：在子进程中运行参数所指的程序；运行不了，就说明原因。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s PROGRAM\n", argv[0]);
        return EXIT_FAILURE;
    }

    // 父进程打印自己的 PID，先不换行。
    // The parent prints its PID and does not end the line yet.

    // 子进程用 exec 变成 argv[1]。失败时报告错误的文字，以 127 结束。
    // The child becomes argv[1] by exec. If that fails, it reports the text of the error and ends with 127.

    // 父进程等待子进程，接着打印它的 PID 和退出状态。
    // The parent waits for the child and goes on to print its PID and exit status.

    return EXIT_SUCCESS;
}
