/* Fills the process table with zombies, which no signal removes. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    if (fork() > 0)
        pause();
    for (;;) {
        pid_t child = fork();
        if (child == 0)
            _exit(0);
        if (child < 0)
            pause();
    }
}
