/*
 * eof-and-sigpipe: what the two ends of a pipe tell each other when the other one is gone.
 * eof-and-sigpipe：管道的一端没有了，另一端会怎样。
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* Part 1: one writer per number, one reader. 第一部分：每个数一个写者，一个读者。 */
static void read_until_eof(int count, char *numbers[])
{
    (void)count;
    (void)numbers;
    // 建一个管道。为每个数 fork 一个子进程，它往管道里写那么多字节，然后结束。
    // Make a pipe. Fork a child for each number; it writes so many bytes into the pipe and ends.

    // 父进程一直读到 read 返回 0，打印一共读到的字节数，再回收子进程。
    // The parent reads until read returns 0, prints how many bytes it has read in all, and reaps its children.
}

/* Part 2: SIGPIPE. 第二部分：SIGPIPE。 */
static void die_of_sigpipe(void)
{
    // 再建一个管道，并使它没有读端。一个子进程往里写。
    // Make another pipe, one without a reader. A child writes into it.

    // 父进程回收它，在一行里打印它的 PID 和杀死它的信号。
    // The parent reaps it and prints, in one line, its PID and the signal that killed it.
}

/* Part 3: EPIPE. 第三部分：EPIPE。 */
static void get_epipe(void)
{
    // 同样的管道，同样的 write，但这个子进程忽略 SIGPIPE。它打印 write 的错误，正常结束。
    // The same pipe and the same write, but this child ignores SIGPIPE. It prints the error of write and ends.
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: %s NUMBER...\n", argv[0]);
        return EXIT_FAILURE;
    }
    read_until_eof(argc - 1, argv + 1);
    die_of_sigpipe();
    get_epipe();
    return EXIT_SUCCESS;
}
