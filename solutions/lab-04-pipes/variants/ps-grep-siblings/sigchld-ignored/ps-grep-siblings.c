/* 忽略 SIGCHLD：子进程由内核回收，wait 一直等到它们都结束，然后返回 ECHILD。 */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(int unused, int end, int standard, char *argv[])
{
    if (fork() != 0)
        return;
    close(unused);
    dup2(end, standard);
    execvp(argv[0], argv);
    perror(argv[0]);
    _exit(1);
}

int main(void)
{
    char *ps[] = { "ps", "aux", NULL };
    char *grep[] = { "grep", "bash", NULL };
    int fd[2];
    signal(SIGCHLD, SIG_IGN);
    if (pipe(fd) == -1)
        return 1;
    run(fd[0], fd[1], 1, ps);
    run(fd[1], fd[0], 0, grep);
    close(fd[0]);
    close(fd[1]);
    wait(NULL);
    return 0;
}
