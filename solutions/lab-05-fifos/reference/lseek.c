/*
 * lseek: how far is the end of the file at PATH? Where there is nothing yet, a FIFO is made.
 * lseek：PATH 处的文件末尾在哪里？那里还什么都没有时，先建立一个 FIFO。
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s PATH\n", argv[0]);
        return EXIT_FAILURE;
    }

    // >>> solution
    if (mkfifo(argv[1], 0600) == -1 && errno != EEXIST)
        err(EXIT_FAILURE, "mkfifo");

    /* Without O_NONBLOCK this would wait for a writer. */
    int fd = open(argv[1], O_RDONLY | O_NONBLOCK);
    if (fd == -1)
        err(EXIT_FAILURE, "%s", argv[1]);

    off_t end = lseek(fd, 0, SEEK_END);
    if (end == -1)
        perror("lseek");
    else
        printf("size: %lld\n", (long long)end);

    close(fd);
    // --- starter
    // 用 mkfifo 在 argv[1] 处建立 FIFO（已经有东西则得到 EEXIST），再打开那里的文件，不要因为没有对方而一直等待。
    // Make a FIFO at argv[1] with mkfifo (EEXIST if something is there), then open what is there without waiting
    // for a partner.

    // lseek 到末尾：成功就打印长度，失败就打印原因。
    // lseek to the end: print the size, or why it failed.
    // <<< solution

    return EXIT_SUCCESS;
}
