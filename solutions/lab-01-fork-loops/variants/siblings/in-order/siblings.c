/* Forks in a do loop, leaves it by break, and orders the lines by sleeping; nothing but the fork tells who is who. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int i = 0;
    pid_t pid;
    do {
        pid = fork();
        if (pid == 0)
            break;
        i++;
    } while (i < 3);

    if (pid == 0) {
        sleep(i);
        printf("this is %d child process, pid = %d \n", i + 1, getpid());
        return 0;
    }
    printf("this is parent process, pid = %d \n", getpid());
    for (int reaped = 0; reaped < 3;)
        if (waitpid(0, NULL, 0) > 0)
            reaped++;
    printf("parent process %d: all children have ended\n", getpid());
    return 0;
}
