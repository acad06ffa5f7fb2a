/* pipe2 with O_CLOEXEC: what dup2 makes stays open over exec, the originals do not. */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <unistd.h>

int main(void)
{
    char *ps[] = { "ps", "-aux", NULL };
    char *grep[] = { "grep", "-n", "--color=always", "-e", "bash", NULL };
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        err(1, "pipe2");
    pid_t child = fork();
    if (child == -1)
        err(1, "fork");
    dup2(ends[child == 0], child == 0);
    execvp(child == 0 ? ps[0] : grep[0], child == 0 ? ps : grep);
    err(127, "exec");
}
