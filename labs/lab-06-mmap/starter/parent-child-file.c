/*
 * parent-child-file: the parent writes a line into a mapping of the file at PATH, its child reads it there.
 * parent-child-file：父进程把一行写进 PATH 处文件的映射区，子进程从那里读出来。
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE 128

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s PATH\n", argv[0]);
        return EXIT_FAILURE;
    }

    int fd = open(argv[1], O_RDWR | O_CREAT, 0644);
    if (fd == -1)
        err(EXIT_FAILURE, "%s", argv[1]);

    // 把文件扩展到 SIZE 字节，并以 MAP_SHARED 映射它，然后 fork。
    // Extend the file to SIZE bytes, map it with MAP_SHARED, then fork.

    // 父进程：从终端读一行，写进映射区，让子进程知道，然后回收它。
    // The parent reads a line from the terminal, writes it into the mapping, lets the child know, and reaps it.

    // 子进程：等父进程写完，再打印映射区里的那一行。
    // The child waits until the parent has written, and then prints the line that is in the mapping.
    close(fd);

    return EXIT_SUCCESS;
}
