/* Dots instead of lines, poll(2) as a timer, and all that have ended are swept up at once. */
#include <poll.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int left = 3;
    for (int i = 0; i < left; i++)
        if (fork() == 0) {
            pause();
            return 0;
        }

    while (left > 0) {
        pid_t pid;
        int status;
        while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
            left--;
            printf("<%d: signal %d>", pid, WTERMSIG(status));
        }
        if (left == 0)
            break;
        putchar('.');
        fflush(stdout);
        poll(NULL, 0, 100);
    }
    putchar('\n');
    return 0;
}
