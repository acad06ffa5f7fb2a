/* ioctl(FIOCLEX) sets the same flag as fcntl(F_SETFD), ioctl(2): exec closes both ends, their copies 0 and 1 stay. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    if (pipe(ends) == -1) {
        perror("pipe");
        return EXIT_FAILURE;
    }
    ioctl(ends[0], FIOCLEX);
    ioctl(ends[1], FIOCLEX);

    pid_t child = fork();
    if (child == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execlp("ps", "ps", "aux", (char *)NULL);
        _exit(127);
    }
    dup2(ends[0], STDIN_FILENO);
    execlp("grep", "grep", "bash", (char *)NULL);
    return EXIT_FAILURE;
}
