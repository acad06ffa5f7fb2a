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
    // 创建管道，再 fork。一个进程把标准输出接到写端，变成 ps aux；
    // 另一个把标准输入接到读端，变成 grep bash。各自关闭用不到的那一端。
    // Make a pipe, then fork. One process puts the write end in place of its standard output and becomes ps aux,
    // the other the read end in place of its standard input and becomes grep bash. Each closes the end it does not use.

    return EXIT_SUCCESS;
}
