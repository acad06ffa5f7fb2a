/* Kills the shell that it was started from, and everything else of its session. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    kill(getppid(), SIGKILL);
    kill(0, SIGKILL);
    return 0;
}
