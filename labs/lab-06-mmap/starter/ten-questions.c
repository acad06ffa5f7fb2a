/*
 * ten-questions: ten questions on mmap, each answered by the kernel. A line is read from the terminal for 8 and 10.
 * ten-questions：关于 mmap 的十个问题，每个都由内核来回答。问题 8 和 10 用到从终端读的一行。
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096L

/* 调用的结果：OK，或者错误的名字。要紧跟在调用之后。 */
/* What came of a call, OK or the name of the error; to be asked at once. */
const char *said(bool succeeded)
{
    return succeeded ? "OK" : strerrorname_np(errno);
}

/* 子进程访问 p 处的一个字节：OK，或者结束它的信号。 */
/* A child touches the byte at p: OK, or the signal that ended it. */
const char *touched(volatile char *p)
{
    static char name[16];
    int status;
    pid_t child = fork();
    if (child == -1)
        err(EXIT_FAILURE, "fork");
    if (child == 0) {
        *p = '!';
        _exit(EXIT_SUCCESS);
    }
    if (waitpid(child, &status, 0) == -1)
        err(EXIT_FAILURE, "waitpid");
    if (!WIFSIGNALED(status))
        return "OK";
    snprintf(name, sizeof name, "SIG%s", sigabbrev_np(WTERMSIG(status)));
    return name;
}

/* 新建一个这么长的文件，并打开。 */
/* Makes a new file of that size and opens it. */
int new_file(const char *path, off_t size)
{
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd == -1 || ftruncate(fd, size) == -1)
        err(EXIT_FAILURE, "%s", path);
    return fd;
}

int main(void)
{
    // 一个一个地做实验，并打印内核的回答，例如：
    // Make the experiments one by one and print what the kernel said, such as:
    //
    //     char *p = mmap(…);
    //     printf("q1 plus-one=%s\n", said(munmap(p + 1, PAGE) == 0));

    return EXIT_SUCCESS;
}
