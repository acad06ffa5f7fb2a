/*
 * nonblocking: a pipe that is empty and a pipe that is full, with O_NONBLOCK and without.
 * nonblocking：空的管道和满的管道，有 O_NONBLOCK 和没有 O_NONBLOCK。
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// >>> solution
static void fail(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

/* The flag belongs to the open file description: whoever shares it by fork or dup gets it too. */
static void set_nonblocking(int fd, int on)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags == -1)
        fail("F_GETFL");
    flags = on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
    if (fcntl(fd, F_SETFL, flags) == -1)
        fail("F_SETFL");
}

static long fill(int fd)
{
    char block[PIPE_BUF];
    memset(block, '.', sizeof block);
    long total = 0;
    ssize_t written;
    while ((written = write(fd, block, sizeof block)) > 0)
        total += written;
    if (errno != EAGAIN)
        fail("write");
    return total;
}

static void drain(int fd)
{
    char block[PIPE_BUF];
    while (read(fd, block, sizeof block) > 0)
        ;
}
// <<< solution

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s SIZE\n", argv[0]);
        return EXIT_FAILURE;
    }

    // >>> solution
    int fd[2];
    if (pipe(fd) == -1)
        fail("pipe");
    set_nonblocking(fd[0], 1);
    set_nonblocking(fd[1], 1);

    char byte;
    if (read(fd[0], &byte, 1) == -1)
        printf("read from the empty pipe: %s (%d)\n", strerror(errno), errno);
    // --- starter
    // 建一个管道，两端都设成 O_NONBLOCK。从空管道读，打印 errno。
    // Make a pipe with O_NONBLOCK on both ends. Read from it while it is empty and print errno.
    // <<< solution

    // >>> solution
    if (fcntl(fd[1], F_SETPIPE_SZ, atoi(argv[1])) == -1)
        perror("F_SETPIPE_SZ");
    printf("capacity: %d, PIPE_BUF: %d\n", fcntl(fd[1], F_GETPIPE_SZ), PIPE_BUF);
    // --- starter
    // 用 F_SETPIPE_SZ 要求容量为 SIZE。打印真正的容量和 PIPE_BUF。
    // Ask for a capacity of SIZE by F_SETPIPE_SZ. Print what it really is, and PIPE_BUF.
    // <<< solution

    // >>> solution
    printf("full after %ld bytes\n", fill(fd[1]));
    // --- starter
    // 一直写到 EAGAIN，打印写进了多少字节。
    // Write until EAGAIN and print how many bytes went in.
    // <<< solution

    // >>> solution
    /* What stays in the buffer of stdio would be printed by both. */
    fflush(stdout);
    pid_t pid = fork();
    if (pid == -1)
        fail("fork");
    if (pid == 0) {
        close(fd[0]);
        set_nonblocking(fd[1], 0);
        printf("child %d writes into the full pipe; press Enter to make room\n", (int)getpid());
        if (write(fd[1], "x", 1) == -1)
            fail("write");
        printf("child %d: written\n", (int)getpid());
        exit(EXIT_SUCCESS);
    }

    getchar();
    /* One byte would not do: the kernel frees whole pages. */
    drain(fd[0]);
    wait(NULL);
    // --- starter
    // fork。子进程去掉写端的 O_NONBLOCK，再写一个字节：管道满，它阻塞。
    // Fork. The child takes O_NONBLOCK off the write end and writes one more byte: the pipe is full, so it blocks.

    // 父进程等到按下 Enter，再读管道，回收子进程。
    // The parent waits for Enter, then reads from the pipe and reaps the child.
    // <<< solution

    return EXIT_SUCCESS;
}
