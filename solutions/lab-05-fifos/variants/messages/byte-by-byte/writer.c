/* 一次一个字节。 */
#include <fcntl.h>
#include <sys/types.h>
#include <sys/stat.h>
#include <unistd.h>
#include <stdio.h>

int main(int argc, char *argv[])
{
    char byte;
    int fd;

    (void)argc;
    if (access(argv[1], F_OK) != 0)
        mkfifo(argv[1], 0644);
    if ((fd = open(argv[1], O_WRONLY)) < 0) {
        perror("打开 FIFO 失败");
        return 1;
    }
    while (read(0, &byte, 1) == 1)
        if (write(fd, &byte, 1) != 1)
            break;
    return 0;
}
