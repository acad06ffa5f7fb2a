/* The same words for all: a flag says whether the number is an exit code. The signal is told by strsignal. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int status, line = 0;
    pid_t pid;

    if (argc != 2)
        return 1;
    for (int i = 0; i < 3; i++)
        if (fork() == 0) {
            if (i == 0)
                exit(atoi(argv[1]));
            if (i == 1)
                raise(SIGRTMIN);
            abort();
        }
    while ((pid = wait(&status)) > 0) {
        int value = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);

        printf("%d: pid=%d exited=%d value=%d\n", ++line, (int)pid, WIFEXITED(status), value);
        if (WIFSIGNALED(status))
            printf("%d: %s\n", (int)pid, strsignal(value));
    }
    return 0;
}
