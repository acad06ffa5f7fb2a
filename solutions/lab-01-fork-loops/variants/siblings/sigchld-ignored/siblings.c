/* The kernel reaps: with SIGCHLD ignored no zombie remains, and wait blocks until all have ended, wait(2). */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    signal(SIGCHLD, SIG_IGN);
    for (int i = 0; i < 3; i++) {
        pid_t pid = fork();
        if (pid == -1)
            return 1;
        if (pid == 0) {
            printf("I am number %d, pid %d, my parent is %d\n", i + 1, getpid(), getppid());
            return 0;
        }
    }
    printf("I am the parent, pid %d\n", getpid());
    wait(NULL);
    return 1;
}
