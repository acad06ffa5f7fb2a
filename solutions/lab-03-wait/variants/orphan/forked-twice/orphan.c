/* The orphan is a grandchild: its parent is the one in between, and the program reaps that. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void live_as_orphan(pid_t before)
{
    printf("%d: before %d\n", (int)getpid(), (int)before);
    while (getppid() != 1)
        usleep(1000);
    printf("%d: after %d\n", (int)getpid(), (int)getppid());
    for (;;)
        pause();
}

int main(void)
{
    pid_t middle = fork();
    if (middle < 0)
        abort();
    if (middle == 0) {
        pid_t before = getpid();
        if (fork() == 0)
            live_as_orphan(before);
        _exit(0);
    }
    waitpid(middle, NULL, 0);
    return 0;
}
