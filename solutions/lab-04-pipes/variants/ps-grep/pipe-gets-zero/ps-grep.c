/* Standard input is closed first, so the read end is 0 from the beginning and dup2 has nothing to do there. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static void put(int from, int to)
{
    dup2(from, to);
    if (from != to)
        close(from);
}

int main(void)
{
    int fd[2];
    close(STDIN_FILENO);
    if (pipe(fd) == -1)
        return 1;
    printf("I am %d and shall be grep\n", (int)getpid());
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        close(fd[0]);
        open("/dev/null", O_RDONLY);
        put(fd[1], 1);
        execlp("ps", "ps", "a", "u", "x", (char *)NULL);
        _exit(127);
    }
    close(fd[1]);
    put(fd[0], 0);
    execlp("grep", "grep", "--line-buffered", "bash", (char *)NULL);
    return 127;
}
