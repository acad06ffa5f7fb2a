/* The child kills its parent at once; slowed at the end of fork, the parent never learns its pid. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    if (fork() == 0) {
        kill(getppid(), SIGKILL);
        while (getppid() != 1)
            ;
        write(1, "orphan\n", 7);
        _exit(0);
    }
    for (;;)
        pause();
}
