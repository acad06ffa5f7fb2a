/* Asks again and again with WNOHANG, as in many a textbook, until nobody is left. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 3; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            printf("%d: child number %d\n", getpid(), i + 1);
            return 0;
        }
    }
    printf("%d: parent\n", getpid());
    pid_t pid;
    while ((pid = waitpid(-1, NULL, WNOHANG)) != -1)
        if (pid == 0)
            usleep(1000);
    return 0;
}
