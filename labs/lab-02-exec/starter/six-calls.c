/*
 * six-calls: six children, each of which becomes another program by another function of the exec family.
 * six-calls：六个子进程，各用 exec 函数族中的一个函数变成另一个程序。
 */
#define _GNU_SOURCE /* execvpe is an extension of glibc */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* The last argument of every program. It is one argument, although there is a blank in it. */
#define WORDS "two words"

int main(void)
{
    static const char *const functions[] = {"execl", "execlp", "execle", "execv", "execvp", "execvpe"};
    int status = EXIT_SUCCESS;

    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        // 创建一个子进程。它先打印自己的 PID，再用 functions[i] 变成另一个程序，
        // 程序的最后两个参数是函数名和 WORDS。exec 失败时报告错误并结束。
        // Make a child. It prints its PID and then becomes another program by functions[i];
        // the last two arguments of that program are the name of the function and WORDS.
        // If exec fails, it reports the error and ends.

        // 父进程回收子进程。
        // The parent reaps the child.
    }

    return status;
}
