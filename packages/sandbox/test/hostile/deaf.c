/* Ignores and blocks every signal that can be, and does not end. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    sigset_t all;
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_IGN);
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    puts("deaf");
    fflush(stdout);
    for (;;)
        pause();
}
