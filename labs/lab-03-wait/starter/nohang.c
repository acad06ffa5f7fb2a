/*
 * nohang: three children are reaped with WNOHANG, and between two looks the parent does work of its own.
 * nohang：用 WNOHANG 回收三个子进程，两次查看之间父进程做自己的事。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHILDREN = 3 };

int main(void)
{
    // 创建 3 个子进程，每个都一直 pause()，直到被 SIGTERM 结束。
    // Make three children; each stays in pause() until SIGTERM ends it.

    // 用 waitpid(-1, ..., WNOHANG) 反复查看，直到没有子进程。
    // 没有人结束时：打印一行进展，睡 0.1 到 1 秒，再查看。
    // Look again and again with waitpid(-1, ..., WNOHANG) until no child is left.
    // Where nobody has ended: print one line of progress, sleep for 0.1 to 1 s, look again.

    return EXIT_SUCCESS;
}
