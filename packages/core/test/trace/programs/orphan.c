/* The child lives on until its parent has ended: the pipe has no writer then. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char byte;
    if (pipe(ends) != 0)
        return 1;
    if (fork() > 0)
        return 1;
    close(ends[1]);
    read(ends[0], &byte, 1);
    while (getppid() != 1)
        ;
    printf("my parent is %d\n", getppid());
    return 0;
}
