/* One child after the other: each is reaped before the next is made. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int count = argc > 1 ? atoi(argv[1]) : 3;
    for (int i = 1; i <= count; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            printf("Figlio numero %d, PID %d\n", i, getpid());
            exit(0);
        }
        int status;
        if (waitpid(pid, &status, 0) == pid && WIFEXITED(status))
            printf("ended: %d\n", WEXITSTATUS(status));
    }
    printf("Padre, PID %d\n", getpid());
    exit(1);
}
