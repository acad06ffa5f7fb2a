/* Forks and lets the parent end, but stays in the session of its terminal. */
#include <unistd.h>

int main(void)
{
    if (fork() > 0)
        return 0;
    for (;;)
        pause();
}
