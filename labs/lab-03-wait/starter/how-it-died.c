/*
 * how-it-died: three children end in three ways, and wait tells the parent how.
 * how-it-died：三个子进程以三种方式结束，父进程从 wait 得知是哪一种。
 *
 *     ./how-it-died 42
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s CODE\n", argv[0]);
        return EXIT_FAILURE;
    }
    int code = atoi(argv[1]);

    (void)code;
    // 创建三个子进程：一个以 code 退出，一个被信号杀死，一个自己崩溃。
    // Make three children: one exits with code, one is killed by a signal, one crashes.

    // 逐个 wait，打印每个 PID 的退出码或信号。
    // Wait for each, and print for each PID its exit code or its signal.

    return EXIT_SUCCESS;
}
