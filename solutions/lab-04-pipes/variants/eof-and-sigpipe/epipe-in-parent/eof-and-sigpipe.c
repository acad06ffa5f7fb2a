/* EPIPE comes to the parent itself; psignal tells the signal; pipe2 and an odd buffer. */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int data[2], status;
    if (pipe2(data, O_CLOEXEC))
        err(1, "pipe2");

    for (char **number = argv + 1; *number; number++) {
        switch (fork()) {
        case -1:
            err(1, "fork");
        case 0: {
            size_t count = strtoul(*number, NULL, 10);
            char *bytes = calloc(1, count + 1);
            close(data[0]);
            if (count > 0 && write(data[1], bytes, count) != (ssize_t)count)
                err(1, "write");
            exit(0);
        }
        }
    }
    close(data[1]);

    char odd[1000];
    size_t sum = 0;
    for (ssize_t got; (got = read(data[0], odd, sizeof odd)) != 0; sum += got)
        if (got < 0)
            err(1, "read");
    printf("sum: %zu (%d children)\n", sum, argc - 1);
    for (int i = 1; i < argc; i++)
        wait(NULL);

    int orphaned[2];
    if (pipe(orphaned))
        err(1, "pipe");
    close(orphaned[0]);
    pid_t child = fork();
    if (child == 0) {
        if (write(orphaned[1], "hello", 5) < 0)
            perror("never printed");
        _exit(0);
    }
    waitpid(child, &status, 0);
    char who[40];
    snprintf(who, sizeof who, "PID %d", child);
    psignal(WTERMSIG(status), who);

    signal(SIGPIPE, SIG_IGN);
    if (write(orphaned[1], "hello", 5) < 0)
        warn("the parent's own write");
    return argc > 1 ? EXIT_SUCCESS : errno;
}
