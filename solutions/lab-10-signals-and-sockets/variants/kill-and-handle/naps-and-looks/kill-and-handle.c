/* It looks at a counter every millisecond. A signal may be noticed late, but none gets lost. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t received;

static void count(int number)
{
    (void)number;
    received++;
}

int main(int argc, char *argv[])
{
    int rounds = argc > 1 ? atoi(argv[1]) : 2, status = 0;

    signal(SIGUSR1, count);
    signal(SIGUSR2, count);
    pid_t pid = fork();
    if (pid == -1)
        return perror("fork"), 1;
    pid_t other = pid == 0 ? getppid() : pid;
    for (int round = 1; round <= rounds; round++) {
        if (pid > 0)
            kill(other, SIGUSR1);
        while (received < round)
            usleep(1000);
        if (pid == 0)
            kill(other, SIGUSR2);
    }
    if (pid == 0)
        return received;
    while (waitpid(pid, &status, WNOHANG) == 0)
        usleep(1000);
    printf("my child's exit status was %d\n", WEXITSTATUS(status));
    return 0;
}
