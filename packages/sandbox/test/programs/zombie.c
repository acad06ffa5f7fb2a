/* Never waits for the child that has ended; ends at SIGTERM. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    pid_t child = fork();
    if (child == 0)
        return 3;
    printf("child %d\n", child);
    fflush(stdout);
    for (;;)
        pause();
}
