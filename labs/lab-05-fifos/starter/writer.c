/*
 * writer: sends each line that is typed at its terminal through a FIFO, until Ctrl-D.
 * writer：把终端上键入的每一行通过 FIFO 发出去，直到 Ctrl-D。
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

    // 如果还没有 FIFO，就用 mkfifo 建立（对方已经建好则得到 EEXIST），然后打开写端。
    // Make the FIFO with mkfifo unless the other program has made it already (EEXIST), then open it for writing.

    // 把键入的每一行立刻写进 FIFO，直到 read 返回 0（Ctrl-D）。
    // Write each line that is typed to the FIFO at once, until read returns 0 (Ctrl-D).

    return EXIT_SUCCESS;
}
