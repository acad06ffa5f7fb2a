/* vfork for the reader, fcntl(F_DUPFD) for the redirection, close_range for the rest. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
    int fd[2];
    if (pipe(fd) == -1)
        exit(1);
    pid_t pid = vfork();
    if (pid == 0) {
        close(0);
        fcntl(fd[0], F_DUPFD, 0);
        close_range(3, ~0U, 0);
        execlp("grep", "grep", "bash", (char *)NULL);
        _exit(1);
    }
    dup3(fd[1], 1, 0);
    fcntl(fd[0], F_SETFD, FD_CLOEXEC);
    execlp("ps", "ps", "aux", (char *)NULL);
    exit(1);
}
