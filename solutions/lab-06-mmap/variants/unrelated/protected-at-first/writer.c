/* 映射时只读，再由 mprotect 放开写。 Mapped to be read; mprotect then lets it be written. */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define LENGTH 2048

int main(int argc, char *argv[])
{
    if (argc != 2)
        errx(1, "usage: %s FILE", argv[0]);
    int fd = open(argv[1], O_CREAT | O_RDWR, 0600);
    struct stat now;
    if (fd == -1 || fstat(fd, &now) == -1)
        err(1, "%s", argv[1]);
    if (now.st_size < LENGTH && ftruncate(fd, LENGTH) == -1)
        err(1, "%s", argv[1]);
    char *board = mmap(NULL, LENGTH, PROT_READ, MAP_SHARED, fd, 0);
    if (board == MAP_FAILED || mprotect(board, LENGTH, PROT_READ | PROT_WRITE) == -1)
        err(1, "mmap");

    char line[LENGTH];
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        strcpy(board, line);
    }
    return 0;
}
