/* 父进程映射，子进程复制：共享映射在 fork 之后仍是同一块。 The parent maps, a child copies: a shared mapping is the same after fork. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    struct stat info;
    int source = argc == 3 ? open(argv[1], O_RDONLY) : -1;
    if (source == -1 || fstat(source, &info) == -1) {
        perror("source");
        return 1;
    }
    int target = open(argv[2], O_RDWR | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
    if (target == -1 || ftruncate(target, info.st_size) == -1) {
        perror("target");
        return 1;
    }
    if (info.st_size > 0) {
        char *from = mmap(NULL, info.st_size, PROT_READ, MAP_SHARED, source, 0);
        char *to = mmap(NULL, info.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, target, 0);
        if (from == MAP_FAILED || to == MAP_FAILED) {
            perror("mmap");
            return 1;
        }
        switch (fork()) {
        case -1:
            perror("fork");
            return 1;
        case 0:
            memcpy(to, from, info.st_size);
            _exit(0);
        default:
            wait(NULL);
        }
        munmap(from, info.st_size);
        munmap(to, info.st_size);
    }
    return 0;
}
