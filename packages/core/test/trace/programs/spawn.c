#define _GNU_SOURCE
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t pid;
    char *argv[] = {"echo", "spawned", NULL};
    if (posix_spawn(&pid, "/bin/echo", NULL, NULL, argv, environ) != 0)
        return 1;
    return waitpid(pid, NULL, 0) == pid ? 0 : 2;
}
