// 僵尸进程：自己调用 ps 给大家看
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main()
{
    char cmd[100];
    pid_t pid = fork();
    if (pid == 0) {
        printf("子进程 %d 结束，退出码 3\n", getpid());
        exit(3);
    }
    printf("父进程 %d\n", getpid());
    sleep(1);
    sprintf(cmd, "ps -o pid,ppid,stat,cmd -p %d", pid);
    system(cmd);
    printf("按回车回收\n");
    getchar();
    int st;
    pid_t r = wait(&st);
    printf("回收了 %d，退出码 %d\n", r, WEXITSTATUS(st));
    system(cmd);
    printf("按回车结束\n");
    getchar();
    return 0;
}
