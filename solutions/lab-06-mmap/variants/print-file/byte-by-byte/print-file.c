/* 每次一个字节；移动的是另一个指针，一半一半地解除映射。 Byte by byte; another pointer is moved, and the mapping goes in pieces. */
#include <stdio.h>
#include <stdlib.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <sys/stat.h>
#include <sys/mman.h>

int main(int argc, char **argv)
{
    struct stat st;
    int fd;

    if (argc != 2 || stat(argv[1], &st) != 0 || (fd = open(argv[1], O_RDONLY)) == -1) {
        fprintf(stderr, "error, errno = %d\n", errno);
        return 3;
    }
    if (st.st_size == 0) {
        close(fd);
        return 0;
    }
    void *ptr = mmap(0, st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    if (ptr == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    char *pt = ptr;
    while (pt < (char *)ptr + st.st_size)
        putchar(*pt++);
    for (long at = 0; at < st.st_size; at += getpagesize())
        munmap((char *)ptr + at, getpagesize());
    close(fd);
    return 0;
}
