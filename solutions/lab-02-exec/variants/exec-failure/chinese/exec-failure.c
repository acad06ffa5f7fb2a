/* 中文输出，%m 给出错误的文字，exit(1)，状态用移位取出。 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/types.h>
#include <sys/wait.h>

int main(int argc, char *argv[])
{
    pid_t pid;
    int st = 0;

    if (argc < 2) {
        printf("用法：%s 程序\n", argv[0]);
        exit(1);
    }
    pid = fork();
    if (pid == 0) {
        char *args[] = {"占位", NULL};
        execvp(argv[1], args);
        printf("子进程%d执行失败：%m\n", getpid());
        exit(1);
    }
    wait(&st);
    printf("父进程%d\n", getpid());
    printf("子进程%d的退出状态是%d\n", pid, st >> 8);
    exit(1);
}
