/* read(2), strsep and posix_spawnp; no prompt. */
#define _GNU_SOURCE
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char input[4096];
    ssize_t got;

    while ((got = read(STDIN_FILENO, input, sizeof input - 1)) > 0) {
        input[got] = '\0';
        char *rest = input, *argv[2048], **end = argv, *word;
        while ((word = strsep(&rest, " \t\r\n")) != NULL)
            if (*word != '\0')
                *end++ = word;
        *end = NULL;
        if (end == argv)
            continue;
        pid_t pid;
        siginfo_t info;
        int error = posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ);
        if (error != 0)
            dprintf(STDERR_FILENO, "shell-line: %s: %s\n", argv[0], strerror(error));
        else
            waitid(P_PID, (id_t)pid, &info, WEXITED);
    }
    return got < 0;
}
