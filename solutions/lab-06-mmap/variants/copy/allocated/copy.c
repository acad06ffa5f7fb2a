/* 用 posix_fallocate 分配空间。 Space is allocated with posix_fallocate. */
#include <err.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 3)
        errx(2, "usage: copy SOURCE TARGET");
    int fd[2] = { open(argv[1], O_RDONLY), -1 };
    if (fd[0] == -1)
        err(2, "can’t read %s", argv[1]);
    off_t size = lseek(fd[0], 0, SEEK_END);
    unlink(argv[2]);
    fd[1] = open(argv[2], O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd[1] == -1)
        err(2, "can’t write %s", argv[2]);
    if (size == 0)
        exit(0);
    if (posix_fallocate(fd[1], 0, size) != 0)
        errx(2, "no space");
    void *map[2];
    for (int i = 0; i < 2; i++) {
        map[i] = mmap(NULL, size, i == 0 ? PROT_READ : PROT_READ | PROT_WRITE, MAP_SHARED, fd[i], 0);
        if (map[i] == MAP_FAILED)
            err(2, "mmap");
        close(fd[i]);
    }
    memcpy(map[1], map[0], size);
    return 0;
}
