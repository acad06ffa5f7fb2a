/*
 * how-it-died: three children end in three ways, and wait tells the parent how.
 * how-it-died：三个子进程以三种方式结束，父进程从 wait 得知是哪一种。
 *
 *     ./how-it-died 42
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// >>> solution
/* Returns in the parent only, with the PID of a child that runs `life`. */
static pid_t start(void (*life)(int), int number)
{
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        exit(EXIT_FAILURE);
    }
    if (pid == 0) {
        life(number);
        _exit(EXIT_FAILURE);
    }
    return pid;
}

static void leave(int code)
{
    _exit(code);
}

static void stay(int unused)
{
    (void)unused;
    for (;;)
        pause();
}

static void crash(int value)
{
    int *volatile nowhere = NULL;
    *nowhere = value;
}

static void report(pid_t pid, int status)
{
    /* The exit code is there only after an exit, the signal only after a signal. */
    if (WIFEXITED(status))
        printf("pid %d: exit code %d\n", (int)pid, WEXITSTATUS(status));
    else if (WIFSIGNALED(status))
        printf("pid %d: signal %d (%s)\n", (int)pid, WTERMSIG(status), strsignal(WTERMSIG(status)));
}

// <<< solution
int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s CODE\n", argv[0]);
        return EXIT_FAILURE;
    }
    int code = atoi(argv[1]);

    // >>> solution
    int status;
    pid_t pid;

    start(leave, code);
    pid_t killed = start(stay, 0);
    start(crash, 0);
    kill(killed, SIGTERM);

    /* Who ends first is open: the PID that wait returns says whose status it is. */
    while ((pid = wait(&status)) > 0)
        report(pid, status);
    // --- starter
    //| (void)code;
    // 创建三个子进程：一个以 code 退出，一个被信号杀死，一个自己崩溃。
    // Make three children: one exits with code, one is killed by a signal, one crashes.

    // 逐个 wait，打印每个 PID 的退出码或信号。
    // Wait for each, and print for each PID its exit code or its signal.
    // <<< solution

    return EXIT_SUCCESS;
}
