/* 一次一个字节。 */
#include <fcntl.h>
#include <sys/types.h>
#include <sys/stat.h>
#include <unistd.h>
#include <stdio.h>

int main(int argc, char *argv[])
{
    char byte;
    int fd, begin = 1;

    (void)argc;
    if (access(argv[1], F_OK) != 0)
        mkfifo(argv[1], 0644);
    if ((fd = open(argv[1], O_RDONLY)) < 0) {
        perror("打开 FIFO 失败");
        return 1;
    }
    for (;;) {
        if (read(fd, &byte, 1) <= 0)
            break;
        if (begin)
            printf("收到：");
        putchar(byte);
        if ((begin = byte == '\n'))
            fflush(stdout);
    }
    printf("对方已关闭\n");
    close(fd);
    unlink(argv[1]);
    return 0;
}
