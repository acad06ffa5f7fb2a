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

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s SIZE\n", argv[0]);
        return EXIT_FAILURE;
    }

    // 建一个管道，两端都设成 O_NONBLOCK。从空管道读，打印 errno。
    // Make a pipe with O_NONBLOCK on both ends. Read from it while it is empty and print errno.

    // 用 F_SETPIPE_SZ 要求容量为 SIZE。打印真正的容量和 PIPE_BUF。
    // Ask for a capacity of SIZE by F_SETPIPE_SZ. Print what it really is, and PIPE_BUF.

    // 一直写到 EAGAIN，打印写进了多少字节。
    // Write until EAGAIN and print how many bytes went in.

    // fork。子进程去掉写端的 O_NONBLOCK，再写一个字节：管道满，它阻塞。
    // Fork. The child takes O_NONBLOCK off the write end and writes one more byte: the pipe is full, so it blocks.

    // 父进程等到按下 Enter，再读管道，回收子进程。
    // The parent waits for Enter, then reads from the pipe and reaps the child.

    return EXIT_SUCCESS;
}
