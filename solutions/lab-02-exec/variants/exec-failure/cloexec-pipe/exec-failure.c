/* The child sends errno through a pipe that a successful exec closes; the parent reports it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int ends[2], error = 0, status;

    if (argc != 2 || pipe2(ends, O_CLOEXEC) < 0)
        exit(2);
    printf("I am the parent, number %ld.\n", (long)getpid());
    pid_t child = fork();
    switch (child) {
    case -1:
        perror("fork");
        exit(2);
    case 0:
        close(ends[0]);
        execlp(argv[1], argv[1], NULL);
        error = errno;
        if (write(ends[1], &error, sizeof error) != sizeof error)
            _exit(126);
        _exit(127);
    default:
        close(ends[1]);
        if (read(ends[0], &error, sizeof error) == sizeof error)
            printf("The child could not become %s: %s (errno %d).\n", argv[1], strerror(error), error);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            continue;
        printf("It was number %ld and left %d behind.\n", (long)child, WEXITSTATUS(status));
    }
    return 0;
}
