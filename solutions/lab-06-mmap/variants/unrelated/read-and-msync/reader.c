/* 一启动就先显示一次。 Shows what is there at the start, too. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    char key[64];
    int fd = open(argv[argc - 1], O_RDWR);
    if (fd == -1 || posix_fallocate(fd, 0, 2 * 4096) != 0) {
        perror(argv[argc - 1]);
        return EXIT_FAILURE;
    }
    const char *shared = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED) {
        perror("mmap");
        return EXIT_FAILURE;
    }
    do {
        write(STDOUT_FILENO, shared, strlen(shared));
        write(STDOUT_FILENO, "\n", 1);
    } while (read(STDIN_FILENO, key, sizeof key) > 0);
    return EXIT_SUCCESS;
}
