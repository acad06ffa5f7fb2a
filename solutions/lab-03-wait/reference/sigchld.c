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

// >>> solution
/* Signals are not counted: one SIGCHLD may stand for several children. */
static void reap_all(int signal_number)
{
    int saved = errno;

    (void)signal_number;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    errno = saved;
}
// <<< solution

int main(void)
{
    char line[256];

    // >>> solution
    struct sigaction action = { .sa_handler = reap_all, .sa_flags = SA_RESTART };

    /* It must be there before the first child is: that one may end at once. */
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGCHLD, &action, NULL) == -1) {
        perror("sigaction");
        return EXIT_FAILURE;
    }

    for (int i = 0; i < CHILDREN; i++) {
        pid_t pid = fork();
        if (pid == -1) {
            perror("fork");
            return EXIT_FAILURE;
        }
        if (pid == 0) {
            if (i == 0)
                _exit(EXIT_SUCCESS);
            /* SIGTERM ends it. */
            for (;;)
                pause();
        }
    }
    // --- starter
    // 安排好 SIGCHLD：让子进程一结束就被回收，而父进程从不在 wait 中等待。
    // Arrange for SIGCHLD, so that children are reaped as they end and the parent never waits for them.

    // 创建 4 个子进程：第 1 个立刻结束，其余的一直 pause()，直到被 SIGTERM 结束。
    // Make four children: the first ends at once, the others stay in pause() until SIGTERM ends them.
    // <<< solution

    while (fgets(line, sizeof line, stdin) != NULL) {
        // >>> solution
        for (char *c = line; *c != '\0'; c++)
            *c = (char)toupper((unsigned char)*c);
        fputs(line, stdout);
        // --- starter
        // 把这一行改成大写字母，打印出来。
        // Print the line in capital letters.
        // <<< solution
    }

    return EXIT_SUCCESS;
}
