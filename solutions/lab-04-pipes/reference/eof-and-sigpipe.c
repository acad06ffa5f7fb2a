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

// >>> solution
static void fail(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static pid_t fork_or_fail(void)
{
    pid_t pid = fork();
    if (pid == -1)
        fail("fork");
    return pid;
}

static void write_bytes(int fd, long count)
{
    char block[4096];
    memset(block, '.', sizeof block);
    while (count > 0) {
        size_t next = count < (long)sizeof block ? (size_t)count : sizeof block;
        ssize_t written = write(fd, block, next);
        if (written == -1)
            fail("write");
        count -= written;
    }
}

/* A pipe whose read end is closed already, before any child could inherit it. */
static int pipe_without_reader(void)
{
    int fd[2];
    if (pipe(fd) == -1)
        fail("pipe");
    close(fd[0]);
    return fd[1];
}
// <<< solution

/* Part 1: one writer per number, one reader. 第一部分：每个数一个写者，一个读者。 */
static void read_until_eof(int count, char *numbers[])
{
    // >>> solution
    int fd[2];
    if (pipe(fd) == -1)
        fail("pipe");
    for (int i = 0; i < count; i++) {
        if (fork_or_fail() == 0) {
            close(fd[0]);
            write_bytes(fd[1], atol(numbers[i]));
            _exit(EXIT_SUCCESS);
        }
    }

    /* As long as this end is open there is somebody who could write, and read waits. */
    close(fd[1]);
    char buffer[4096];
    long total = 0;
    ssize_t got;
    while ((got = read(fd[0], buffer, sizeof buffer)) > 0)
        total += got;
    if (got == -1)
        fail("read");
    printf("read %ld bytes, then read returned 0\n", total);
    close(fd[0]);

    while (wait(NULL) > 0)
        ;
    // --- starter
    //| (void)count;
    //| (void)numbers;
    // 建一个管道。为每个数 fork 一个子进程，它往管道里写那么多字节，然后结束。
    // Make a pipe. Fork a child for each number; it writes so many bytes into the pipe and ends.

    // 父进程一直读到 read 返回 0，打印一共读到的字节数，再回收子进程。
    // The parent reads until read returns 0, prints how many bytes it has read in all, and reaps its children.
    // <<< solution
}

/* Part 2: SIGPIPE. 第二部分：SIGPIPE。 */
static void die_of_sigpipe(void)
{
    // >>> solution
    int fd = pipe_without_reader();
    pid_t pid = fork_or_fail();
    if (pid == 0) {
        write_bytes(fd, 1);
        _exit(EXIT_SUCCESS);
    }
    close(fd);

    int status;
    if (waitpid(pid, &status, 0) == -1)
        fail("waitpid");
    if (WIFSIGNALED(status))
        printf("child %d was killed by signal %d: %s\n", (int)pid, WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        printf("child %d ended with code %d\n", (int)pid, WEXITSTATUS(status));
    // --- starter
    // 再建一个管道，并使它没有读端。一个子进程往里写。
    // Make another pipe, one without a reader. A child writes into it.

    // 父进程回收它，在一行里打印它的 PID 和杀死它的信号。
    // The parent reaps it and prints, in one line, its PID and the signal that killed it.
    // <<< solution
}

/* Part 3: EPIPE. 第三部分：EPIPE。 */
static void get_epipe(void)
{
    // >>> solution
    int fd = pipe_without_reader();
    pid_t pid = fork_or_fail();
    if (pid == 0) {
        signal(SIGPIPE, SIG_IGN);
        if (write(fd, "x", 1) == -1)
            perror("write with SIGPIPE ignored");
        _exit(EXIT_SUCCESS);
    }
    close(fd);
    waitpid(pid, NULL, 0);
    // --- starter
    // 同样的管道，同样的 write，但这个子进程忽略 SIGPIPE。它打印 write 的错误，正常结束。
    // The same pipe and the same write, but this child ignores SIGPIPE. It prints the error of write and ends.
    // <<< solution
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
