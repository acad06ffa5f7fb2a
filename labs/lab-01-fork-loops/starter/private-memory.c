/*
 * private-memory: what a child changes in its memory its parent never sees; the offset of a file opened before
 * the fork is one for both.
 * private-memory：子进程改自己的内存，父进程看不到；fork 之前打开的文件，偏移量是两者共有的。
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t global;

int main(void)
{
    pid_t local;
    pid_t *heap = malloc(sizeof *heap);
    int fd = open("offset.txt", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (heap == NULL || fd == -1) {
        perror("private-memory");
        return EXIT_FAILURE;
    }
    global = local = *heap = getpid();

    // fork。子进程：三个变量都改成自己的 PID，往 fd 写一行自己的 PID，打印三个变量的地址和值，然后等待。
    // fork. The child sets all three variables to its own PID, writes its PID to fd as a line, prints the addresses
    // and values of the three, and waits.

    // 父进程：打印三个变量的地址和值，等待 Enter，结束并回收子进程。
    // The parent prints the addresses and values of the three, waits for Enter, ends its child and reaps it.

    // 父进程：用 lseek 问偏移量并打印，然后往 fd 写一行自己的 PID。
    // The parent asks for the offset by lseek and prints it, then writes its own PID to fd as a line.

    close(fd);
    free(heap);
    return EXIT_SUCCESS;
}
