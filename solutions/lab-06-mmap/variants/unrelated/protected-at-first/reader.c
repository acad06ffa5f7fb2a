/* 映射的长度随时变化，但只用 mremap。 Its mapping becomes longer and shorter, but by mremap alone. */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define LENGTH 8192

int main(int argc, char *argv[])
{
    if (argc != 2)
        errx(1, "usage: %s FILE", argv[0]);
    int fd = open(argv[1], O_RDWR);
    if (fd == -1)
        err(1, "%s", argv[1]);
    if (lseek(fd, 0, SEEK_END) < LENGTH && ftruncate(fd, LENGTH) == -1)
        err(1, "%s", argv[1]);
    char *board = mmap(NULL, 4096, PROT_NONE, MAP_SHARED_VALIDATE, fd, 0);
    if (board == MAP_FAILED || mprotect(board, 4096, PROT_READ) == -1)
        err(1, "mmap");

    for (int key; (key = getchar()) != EOF;) {
        if (key != '\n')
            continue;
        printf("%s\n", board);
        fflush(stdout);
        board = mremap(board, 4096, LENGTH, MREMAP_MAYMOVE);
        board = mremap(board, LENGTH, 4096, 0);
    }
    return 0;
}
