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
    // >>> solution
    const struct timespec nap = { .tv_nsec = 200 * 1000 * 1000 };
    int reports = 0;
    pid_t pid;

    for (int i = 0; i < CHILDREN; i++) {
        pid = fork();
        if (pid == -1) {
            perror("fork");
            return EXIT_FAILURE;
        }
        if (pid == 0) {
            /* SIGTERM ends it. */
            for (;;)
                pause();
        }
    }

    /* 0: children are there, but none has ended. -1: no child is left. */
    while ((pid = waitpid(-1, NULL, WNOHANG)) != -1) {
        if (pid > 0) {
            printf("reaped %d\n", (int)pid);
            continue;
        }
        printf("report %d\n", ++reports);
        nanosleep(&nap, NULL);
    }
    // --- starter
    // 创建 3 个子进程，每个都一直 pause()，直到被 SIGTERM 结束。
    // Make three children; each stays in pause() until SIGTERM ends it.

    // 用 waitpid(-1, ..., WNOHANG) 反复查看，直到没有子进程。
    // 没有人结束时：打印一行进展，睡 0.1 到 1 秒，再查看。
    // Look again and again with waitpid(-1, ..., WNOHANG) until no child is left.
    // Where nobody has ended: print one line of progress, sleep for 0.1 to 1 s, look again.
    // <<< solution

    return EXIT_SUCCESS;
}
