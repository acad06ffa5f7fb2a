/* 中文输出，带颜色；子进程还打印父进程的 PID 和总数。 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define 总数 3

static void 子进程(int 编号)
{
    printf("\033[1;3%dm第 %d 个子进程/共 %d 个\033[0m：进程号=%d，父进程号=%d\n", 编号, 编号, 总数, getpid(), getppid());
    exit(0);
}

int main(void)
{
    for (int 编号 = 1; 编号 <= 总数; 编号++) {
        if (fork() == 0)
            子进程(编号);
    }
    printf("我是父进程，进程号=%d\n", getpid());
    while (wait(NULL) != -1)
        ;
    return 0;
}
