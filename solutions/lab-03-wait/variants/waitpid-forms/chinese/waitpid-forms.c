/* 用 switch 和函数；子进程睡一会儿；其余的用 wait() 回收，它等于 waitpid(-1)。 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static void 子进程(int 编号, pid_t 组)
{
    if (编号 == 4)
        setpgid(0, 0);
    if (编号 == 5)
        setpgid(0, 组);
    usleep(20000);
    exit(编号);
}

int main(void)
{
    pid_t 孩子[6];
    int 状态;
    pid_t 结果;

    for (int 编号 = 1; 编号 <= 5; 编号++) {
        switch (孩子[编号] = fork()) {
        case -1:
            perror("fork");
            exit(1);
        case 0:
            子进程(编号, 孩子[4]);
        }
        if (编号 >= 4 && setpgid(孩子[编号], 孩子[4]) == -1 && errno != EACCES)
            perror("setpgid");
        printf("第 %d 个子进程：%d\n", 编号, 孩子[编号]);
    }

    结果 = waitpid(孩子[2], &状态, 0);
    printf("参数 %d，回收了 %d，退出码 %d\n", 孩子[2], 结果, WEXITSTATUS(状态));
    结果 = waitpid(0, &状态, 0);
    printf("参数 0，回收了 %d，退出码 %d\n", 结果, WEXITSTATUS(状态));
    结果 = waitpid(-孩子[4], &状态, 0);
    printf("参数 %d，回收了 %d，退出码 %d\n", -孩子[4], 结果, WEXITSTATUS(状态));
    while ((结果 = wait(&状态)) != -1)
        printf("参数 -1，回收了 %d，退出码 %d\n", 结果, WEXITSTATUS(状态));
    return 0;
}
