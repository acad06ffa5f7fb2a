// 按 PID 依次等待；信号只给名字
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    pid_t p[3];
    int i, st;

    for (i = 0; i < 3; i++) {
        p[i] = fork();
        if (p[i] == 0) {
            if (i == 0)
                exit(atoi(argv[argc - 1]));
            if (i == 1)
                raise(SIGKILL);
            abort();
        }
    }
    for (i = 0; i < 3; i++) {
        waitpid(p[i], &st, 0);
        if (WIFEXITED(st))
            printf("第 %d 个子进程 %d 正常退出，退出码 %d\n", i + 1, p[i], WEXITSTATUS(st));
        if (WIFSIGNALED(st))
            printf("第 %d 个子进程 %d 死于：%s\n", i + 1, p[i], strsignal(WTERMSIG(st)));
    }
    return 0;
}
