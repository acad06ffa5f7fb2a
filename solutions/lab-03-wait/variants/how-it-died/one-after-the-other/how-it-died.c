#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

void pr_exit(pid_t pid, int status)
{
    if (WIFEXITED(status))
        printf("%d: normal termination, exit status = %d\n", pid, WEXITSTATUS(status));
    else if (WIFSIGNALED(status))
        printf("%d: abnormal termination, signal number = %d%s\n", pid, WTERMSIG(status),
               WCOREDUMP(status) ? " (core file generated)" : "");
}

int main(int argc, char *argv[])
{
    pid_t pid;
    int status;

    (void)argc;
    if ((pid = fork()) < 0)
        return 1;
    else if (pid == 0)
        exit(atoi(argv[1]));
    if (wait(&status) != pid)
        return 1;
    pr_exit(pid, status);

    if ((pid = fork()) < 0)
        return 1;
    else if (pid == 0)
        abort();
    if (wait(&status) != pid)
        return 1;
    pr_exit(pid, status);

    if ((pid = fork()) < 0)
        return 1;
    else if (pid == 0)
        kill(getpid(), SIGKILL);
    if (wait(&status) != pid)
        return 1;
    pr_exit(pid, status);
    exit(0);
}
