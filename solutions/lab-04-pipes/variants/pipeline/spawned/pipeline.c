/* posix_spawnp: the file actions join the pipes; what is not found is reported by its result. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int main(int argc, char *argv[])
{
    pid_t pids[64];
    int count = 0;
    int in = STDIN_FILENO;

    for (int i = 1; i < argc; i++) {
        int fd[2] = { STDIN_FILENO, STDOUT_FILENO };
        char *words[64], *word = strtok(argv[i], " ");
        int k = 0;
        while (word) {
            words[k++] = word;
            word = strtok(NULL, " ");
        }
        words[k] = NULL;
        if (i < argc - 1)
            pipe2(fd, O_CLOEXEC);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        if (in != STDIN_FILENO)
            posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
        if (fd[1] != STDOUT_FILENO)
            posix_spawn_file_actions_adddup2(&actions, fd[1], STDOUT_FILENO);
        int error = posix_spawnp(&pids[count], words[0], &actions, NULL, words, environ);
        if (error)
            fprintf(stderr, "%s: %s\n", words[0], strerror(error));
        else
            count++;
        posix_spawn_file_actions_destroy(&actions);
        if (in != STDIN_FILENO)
            close(in);
        if (fd[1] != STDOUT_FILENO)
            close(fd[1]);
        in = fd[0];
    }
    while (count > 0)
        waitpid(pids[--count], NULL, 0);
    return 0;
}
