/*
 * orphan: a child outlives its parent and sees its PPID change.
 * orphan：子进程比父进程活得久，看到自己的 PPID 变了。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

int main(void)
{
    // fork 之后父进程结束。子进程打印原来父进程的 PID，等到父进程真的结束，再打印 getppid()。
    // fork, then let the parent end. The child prints the PID of its parent, waits until that has really
    // ended, and prints getppid() again.

    // 然后子进程留在那里，直到收到 SIGTERM。
    // Then the child stays until it gets SIGTERM.

    return EXIT_SUCCESS;
}
