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

    // >>> solution
    /* Whoever comes first makes it; to the other, EEXIST is good news. */
    if (mkfifo(argv[1], 0600) == -1 && errno != EEXIST)
        err(EXIT_FAILURE, "mkfifo");

    /* Blocks until a writer has opened the other end. */
    int fifo = open(argv[1], O_RDONLY);
    if (fifo == -1)
        err(EXIT_FAILURE, "%s", argv[1]);

    /* One read may get half a message or two of them: each has its newline, so that they can be shown as they come. */
    char buffer[512];
    ssize_t length;
    while ((length = read(fifo, buffer, sizeof buffer)) > 0)
        if (write(STDOUT_FILENO, buffer, length) != length)
            err(EXIT_FAILURE, "write");
    if (length == -1)
        err(EXIT_FAILURE, "read");

    close(fifo);
    // --- starter
    // 如果还没有 FIFO，就用 mkfifo 建立（对方已经建好则得到 EEXIST），然后打开读端。
    // Make the FIFO with mkfifo unless the other program has made it already (EEXIST), then open it for reading.

    // 把读到的内容原样显示，直到 read 返回 0（没有写端了）。
    // Show what is read just as it is, until read returns 0 (no writer is left).
    // <<< solution

    return EXIT_SUCCESS;
}
