/* 用 lseek 和写一个字节来加长；逐字节复制；什么也不解除。 Extended by lseek and one byte; copied byte by byte; nothing is unmapped. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/types.h>
#include <sys/stat.h>
#include <sys/mman.h>
#include <fcntl.h>

int main(int argc, const char *argv[])
{
    FILE *src = fopen(argv[argc - 2], "rb");
    if (src == NULL) {
        perror("fopen error");
        exit(1);
    }
    fseek(src, 0, SEEK_END);
    long len = ftell(src);

    int fd = open(argv[argc - 1], O_RDWR | O_CREAT | O_TRUNC, 0664);
    if (fd == -1) {
        perror("open error");
        exit(1);
    }
    if (len == 0)
        return 0;
    lseek(fd, len - 1, SEEK_SET);
    if (write(fd, "#", 1) != 1)
        exit(1);

    char *p = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fileno(src), 0);
    char *q = mmap(NULL, len, PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED || q == MAP_FAILED) {
        perror("mmap error");
        exit(1);
    }
    long i;
    for (i = 0; i < len; i++)
        q[i] = p[i];
    printf("复制了 %ld 个字节\n", i);
    return 0;
}
