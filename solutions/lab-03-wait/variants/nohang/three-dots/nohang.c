/* It reports three times in a round, one dot soon after the other. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t pid;

    for (int i = 0; i < 3; i++)
        if (fork() == 0)
            for (;;)
                pause();
    while ((pid = waitpid(-1, NULL, WNOHANG)) != -1) {
        if (pid > 0) {
            printf("\n%d gone\n", (int)pid);
            continue;
        }
        for (int i = 0; i < 3; i++) {
            putchar('.');
            fflush(stdout);
            usleep(15000);
        }
        usleep(100000);
    }
    return 0;
}
