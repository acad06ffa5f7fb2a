/* Stops all that it may, for ever. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    if (fork() > 0)
        _exit(0);
    setsid();
    if (fork() > 0)
        _exit(0);
    /* A parent that is stopped would never end. */
    while (getppid() != 1)
        ;
    for (;;) {
        kill(-1, SIGSTOP);
        usleep(500);
    }
}
