/* Ends at once, but leaves children that hold the terminal open and write to it, whatever signal comes. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    if (fork() > 0)
        return 0;
    for (int i = 0; i < 20; i++)
        if (fork() == 0) {
            for (int number = 1; number < NSIG; number++)
                signal(number, SIG_IGN);
            for (;;) {
                if (write(1, "still here\n", 11) < 0)
                    pause();
                usleep(50000);
            }
        }
    return 0;
}
