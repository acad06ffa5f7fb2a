/* 父进程映射并解除映射，子进程打印。 The parent maps and unmaps, its child prints. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int file = open(argv[argc - 1], O_RDONLY | O_CLOEXEC);
    if (file == -1)
        return perror("open"), EXIT_FAILURE;
    off_t end = lseek(file, 0, SEEK_END);
    if (end == 0)
        return EXIT_SUCCESS;
    /* 多映射一页也无妨，只要不去碰它。 A page too many does no harm while nobody touches it. */
    size_t length = end + 4096;
    char *text = mmap(NULL, length, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
    if (text == MAP_FAILED)
        return perror("mmap"), EXIT_FAILURE;
    if (fork() == 0) {
        for (off_t done = 0; done < end;)
            done += write(STDOUT_FILENO, text + done, end - done > 1000 ? 1000 : end - done);
        _exit(0);
    }
    int status;
    wait(&status);
    return munmap(text, length) == 0 && status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
