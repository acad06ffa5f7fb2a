/*
 * reader: shows the messages that come through a FIFO, until the last writer has closed it.
 * reader：显示从 FIFO 传来的消息，直到最后一个写端关闭。
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s FIFO\n", argv[0]);
        return EXIT_FAILURE;
    }

    // 如果还没有 FIFO，就用 mkfifo 建立（对方已经建好则得到 EEXIST），然后打开读端。
    // Make the FIFO with mkfifo unless the other program has made it already (EEXIST), then open it for reading.

    // 把读到的内容原样显示，直到 read 返回 0（没有写端了）。
    // Show what is read just as it is, until read returns 0 (no writer is left).

    return EXIT_SUCCESS;
}
