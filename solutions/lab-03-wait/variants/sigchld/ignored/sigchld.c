/* Ignores SIGCHLD: the kernel itself reaps. */
#include <signal.h>
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

int main(void)
{
    int c;

    signal(SIGCHLD, SIG_IGN);
    for (int i = 1; i <= 4; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            if (i > 1)
                pause();
            return 0;
        }
        printf("child %d is %d\n", i, pid);
    }
    while ((c = getchar()) != EOF)
        putchar(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return 0;
}
