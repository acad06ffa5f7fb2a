/* read 和 msync，逐字符存入，从后往前。 read and msync; character by character, the last one first. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    char buffer[4096];
    ssize_t n;
    int fd = open(argv[argc - 1], O_RDWR | O_CREAT, 0640);
    if (fd == -1 || posix_fallocate(fd, 0, 2 * 4096) != 0) {
        perror(argv[argc - 1]);
        return EXIT_FAILURE;
    }
    char *shared = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED) {
        perror("mmap");
        return EXIT_FAILURE;
    }
    while ((n = read(STDIN_FILENO, buffer, sizeof buffer)) > 0) {
        if (buffer[n - 1] == '\n')
            n--;
        shared[n] = '\0';
        while (n-- > 0)
            shared[n] = buffer[n];
        msync(shared, 4096, MS_SYNC);
    }
    munmap(shared, 2 * 4096);
    close(fd);
    return EXIT_SUCCESS;
}
