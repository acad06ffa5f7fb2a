/* posix_spawn puts each child into its group before it runs anything; the group comes before the zero. */
#define _GNU_SOURCE
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

static pid_t start(int moved, pid_t group)
{
    char *argv[] = { "true", NULL };
    posix_spawnattr_t how;
    pid_t pid;

    posix_spawnattr_init(&how);
    if (moved) {
        posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP);
        posix_spawnattr_setpgroup(&how, group);
    }
    int error = posix_spawnp(&pid, "true", NULL, &how, argv, environ);
    posix_spawnattr_destroy(&how);
    if (error != 0) {
        fprintf(stderr, "posix_spawnp: %s\n", strerror(error));
        return -1;
    }
    return pid;
}

static void collect(const char *what, pid_t argument)
{
    int status;
    pid_t got = waitpid(argument, &status, 0);
    if (got == -1)
        printf("%s (%d): %s\n", what, argument, strerror(errno));
    else
        printf("%s: argument %d gave %d, exit status %d\n", what, argument, got, WEXITSTATUS(status));
}

int main(void)
{
    pid_t one = start(0, 0), two = start(0, 0), three = start(0, 0);
    pid_t four = start(1, 0), five = start(1, four);

    printf("children: %d %d %d | %d %d\n", one, two, three, four, five);
    collect("that very child", two);
    collect("anybody of the group", -four);
    collect("anybody of my own group", 0);
    collect("anybody", -1);
    collect("anybody", -1);
    collect("nobody is left", -1);
    return 0;
}
