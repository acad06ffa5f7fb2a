/* Both by posix_spawn, with a pipe that closes itself on exec. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static pid_t start(char *argv[], int from, int to)
{
    pid_t pid = -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, from, to);
    posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

int main(void)
{
    char *ps[] = { "ps", "aux", NULL };
    char *grep[] = { "grep", "bash", NULL };
    int fd[2];
    if (pipe2(fd, O_CLOEXEC) == -1)
        return 1;
    pid_t reader = start(grep, fd[0], 0);
    pid_t writer = start(ps, fd[1], 1);
    close(fd[1]);
    close(fd[0]);
    waitpid(reader, NULL, 0);
    waitpid(writer, NULL, 0);
    return 0;
}
