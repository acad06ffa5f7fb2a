/* Stops its shell, and ends. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    return kill(getppid(), SIGSTOP) != 0;
}
