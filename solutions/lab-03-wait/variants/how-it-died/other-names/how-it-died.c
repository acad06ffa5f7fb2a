/* A table at the end, with a flag for the kind of end and the names that POSIX has for the signals. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *name(int signal)
{
    switch (signal) {
    case SIGPOLL:
        return "SIGPOLL";
    case SIGABRT:
        return "SIGIOT";
    default:
        return strsignal(signal);
    }
}

int main(int argc, char **argv)
{
    int status[3];
    pid_t pids[3];

    if (argc != 2)
        return 1;
    for (int i = 0; i < 3; i++)
        if (fork() == 0) {
            if (i == 0)
                return atoi(argv[1]);
            if (i == 1)
                raise(SIGPOLL);
            abort();
        }
    for (int i = 0; i < 3; i++)
        pids[i] = wait(&status[i]);
    for (int i = 0; i < 3; i++)
        if (WIFEXITED(status[i]))
            printf("| %d | %6d | exit   | %d |\n", i + 1, (int)pids[i], WEXITSTATUS(status[i]));
        else
            printf("| %d | %6d | signal | %s |\n", i + 1, (int)pids[i], name(WTERMSIG(status[i])));
    return 0;
}
