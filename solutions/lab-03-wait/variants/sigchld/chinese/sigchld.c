/* 用 signal() 安装；glibc 的 signal() 自带 SA_RESTART。处理函数里用 wait3。 */
#define _DEFAULT_SOURCE
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static void 收(int 信号)
{
    int 状态;
    while (wait3(&状态, WNOHANG, NULL) > 0)
        ;
    (void)信号;
}

static void 造(int 编号)
{
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        exit(1);
    }
    if (pid > 0)
        return;
    if (编号 == 1)
        exit(0);
    signal(SIGCHLD, SIG_DFL);
    while (1)
        pause();
}

int main(void)
{
    char 行[1000];
    signal(SIGCHLD, 收);
    for (int i = 1; i <= 4; i++)
        造(i);
    printf("请输入：\n");
    while (fgets(行, sizeof 行, stdin)) {
        for (size_t i = 0; i < strlen(行); i++)
            行[i] = toupper((unsigned char)行[i]);
        printf("大写：%s", 行);
    }
    printf("再见\n");
    return 0;
}
