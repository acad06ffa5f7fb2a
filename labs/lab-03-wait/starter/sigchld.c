/*
 * sigchld: a handler reaps children while the parent answers what is typed on its terminal.
 * sigchld：由信号处理函数回收子进程，父进程同时在终端上应答。
 */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 4 };

int main(void)
{
    char line[256];

    // 安排好 SIGCHLD：让子进程一结束就被回收，而父进程从不在 wait 中等待。
    // Arrange for SIGCHLD, so that children are reaped as they end and the parent never waits for them.

    // 创建 4 个子进程：第 1 个立刻结束，其余的一直 pause()，直到被 SIGTERM 结束。
    // Make four children: the first ends at once, the others stay in pause() until SIGTERM ends them.

    while (fgets(line, sizeof line, stdin) != NULL) {
        // 把这一行改成大写字母，打印出来。
        // Print the line in capital letters.
    }

    return EXIT_SUCCESS;
}
