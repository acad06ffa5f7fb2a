/* Twenty daemons that ignore every signal that can be ignored. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 20; i++) {
        if (fork() > 0)
            continue;
        setsid();
        if (fork() > 0)
            _exit(0);
        for (int number = 1; number < NSIG; number++)
            signal(number, SIG_IGN);
        for (;;)
            pause();
    }
    return 0;
}
