/*
 * kill-and-handle N: parent and child play N rounds. SIGUSR1 goes from parent to child, SIGUSR2 comes back.
 * kill-and-handle N：父子进程玩 N 个回合。父进程发出 SIGUSR1，子进程回以 SIGUSR2。
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// 这里写处理函数：只做在信号处理函数里安全的事。
// The handler goes here: nothing in it that is not safe in a signal handler.

int main(int argc, char *argv[])
{
    int rounds = argc > 1 ? atoi(argv[1]) : 0;

    if (rounds < 1 || rounds > 100) {
        fprintf(stderr, "usage: %s N   (1 to 100)\n", argv[0]);
        return EXIT_FAILURE;
    }

    // 1. 为 SIGUSR1 和 SIGUSR2 做好准备，然后创建子进程。
    //    Get ready for SIGUSR1 and SIGUSR2, then make the child.
    // 2. 子进程：收到 SIGUSR1 就回 SIGUSR2，共 rounds 次，然后以收到的次数为状态退出。
    //    Child: answer each SIGUSR1 by SIGUSR2, so many times; then exit with the number received.
    // 3. 父进程：发 SIGUSR1，等到 SIGUSR2，再发下一个；最后回收子进程，打印它的退出状态。
    //    Parent: send SIGUSR1, wait for SIGUSR2, send the next; at last reap the child and print its exit status.

    return EXIT_SUCCESS;
}
