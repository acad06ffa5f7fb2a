/* The child opens the pipe anew through /proc: an open file description of its own, without the flag. */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    enum { READ, WRITE };
    int ends[2];
    static char kilo[1000];
    long size = argc > 1 ? strtol(argv[1], NULL, 0) : 0;

    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) == -1)
        err(1, "pipe2");
    if (read(ends[READ], kilo, sizeof kilo) == -1)
        warn("empty");
    if (size > 0 && fcntl(ends[WRITE], F_SETPIPE_SZ, (int)size) == -1)
        warn("F_SETPIPE_SZ");
    fprintf(stderr, "asked for %ld, got %d; PIPE_BUF is %d\n", size, fcntl(ends[READ], F_GETPIPE_SZ), PIPE_BUF);

    size_t sum = 0;
    while (true) {
        ssize_t n = write(ends[WRITE], kilo, sizeof kilo);
        if (n == -1)
            break;
        sum += (size_t)n;
    }
    warn("full with %zu bytes in blocks of %zu", sum, sizeof kilo);

    pid_t writer = fork();
    if (writer == 0) {
        char path[64];
        snprintf(path, sizeof path, "/proc/self/fd/%d", ends[WRITE]);
        int again = open(path, O_WRONLY);
        if (again == -1)
            err(1, "%s", path);
        static char lots[PIPE_BUF];
        if (write(again, lots, sizeof lots) == -1)
            err(1, "write");
        fprintf(stderr, "%d is through\n", (int)getpid());
        _exit(0);
    }
    char *line = NULL;
    size_t length = 0;
    getline(&line, &length, stdin);
    free(line);
    siginfo_t info;
    do {
        while (read(ends[READ], kilo, sizeof kilo) > 0)
            ;
        info.si_pid = 0;
        waitid(P_PID, (id_t)writer, &info, WEXITED | WNOHANG);
        usleep(1000);
    } while (info.si_pid == 0);
    return 0;
}
