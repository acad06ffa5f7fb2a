/* 中文输出，switch；变量是 long，堆变量是 calloc 数组中的一个；文件用 write(2) 写。 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

long 全局 = -1;

static void 写一行(int fd)
{
    char 行[32];
    snprintf(行, sizeof 行, "%d\n", getpid());
    if (write(fd, 行, strlen(行)) == -1)
        perror("write");
}

int main(void)
{
    long 局部 = getpid();
    long *堆 = calloc(100, sizeof *堆);
    int fd = creat("./offset.txt", 0600);

    全局 = 堆[50] = 局部;
    pid_t 子 = fork();
    switch (子) {
    case -1:
        return 1;
    case 0:
        全局 = 局部 = 堆[50] = getpid();
        写一行(fd);
    }
    printf("\033[32m全局变量\033[0m：地址 %p，值 %ld\n", (void *)&全局, 全局);
    printf("\033[33m局部变量\033[0m：地址 %p，值 %ld\n", (void *)&局部, 局部);
    printf("\033[34m堆变量\033[0m：地址 %p，值 %ld\n", (void *)&堆[50], 堆[50]);
    if (子 == 0)
        while (1)
            sleep(10);

    while (getchar() != '\n')
        ;
    kill(子, SIGKILL);
    wait(NULL);
    off_t 偏移量 = lseek(fd, 0, SEEK_CUR);
    printf("我还没有写，偏移量已经是 %ld 字节\n", (long)偏移量);
    写一行(fd);
    return 0;
}
