/* Three children of one parent, reaped in whatever order they end. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int i;
    pid_t pid = 1;
    for (i = 1; i <= 3; i++)
        if ((pid = fork()) == 0)
            break;
    if (pid == 0) {
        printf("child %d: %d\n", i, getpid());
        return i;
    }
    while (wait(NULL) > 0)
        ;
    printf("parent: %d\n", getpid());
    return 0;
}
