/* ps 由 posix_spawn 启动，管道由文件动作接好；父进程自己变成 grep。 */
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

int main(void)
{
    int fd[2];
    pid_t pid;
    char *argv[] = { "ps", "auxww", NULL };
    posix_spawn_file_actions_t actions;

    pipe(fd);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fd[1], 1);
    posix_spawn_file_actions_addclose(&actions, fd[0]);
    posix_spawn_file_actions_addclose(&actions, fd[1]);
    int error = posix_spawnp(&pid, "ps", &actions, NULL, argv, environ);
    if (error != 0) {
        fprintf(stderr, "ps: %s\n", strerror(error));
        return 1;
    }
    close(fd[1]);
    dup2(fd[0], 0);
    execlp("grep", "grep", "-i", "bash", (char *)NULL);
    return 1;
}
