/* Leaves a child behind, which tells of its new parent and ends. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int alive[2];
    char nothing;
    pid_t parent = getpid();
    if (pipe(alive) != 0)
        return 1;
    if (fork() > 0)
        return 0;
    /* The end of the file comes with the end of the parent. */
    close(alive[1]);
    if (read(alive[0], &nothing, 1) != 0)
        return 2;
    while (getppid() == parent)
        usleep(100);
    printf("orphan %d of %d\n", getpid(), getppid());
    fflush(stdout);
    return 7;
}
