/* The last command is started first: each knows where to write before anybody writes to it. Pipes close on exec. */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int out = -1;
    for (int i = argc - 1; i > 0; i--) {
        int fd[2] = { -1, -1 };
        if (i > 1 && pipe2(fd, O_CLOEXEC) == -1)
            err(1, "pipe2");
        if (fork() == 0) {
            char *words[100] = { strtok(argv[i], " ") };
            for (int k = 0; words[k] != NULL; k++)
                words[k + 1] = strtok(NULL, " ");
            if (fd[0] >= 0)
                dup2(fd[0], 0);
            if (out >= 0)
                dup2(out, 1);
            execvp(*words, words);
            warn("%s", *words);
            _exit(127);
        }
        if (fd[0] >= 0)
            close(fd[0]);
        if (out >= 0)
            close(out);
        out = fd[1];
    }
    int status;
    while (waitpid(-1, &status, 0) != -1)
        ;
    return 0;
}
