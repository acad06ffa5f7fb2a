/* The bits of the status by hand, and both numbers of each, as many books print them. */
#include <signal.h>
#include <stdlib.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int status, alive = 3;
    char command[64];
    pid_t victim;

    if (argc < 2)
        return 2;
    if (fork() == 0)
        return atoi(argv[1]);
    if (fork() == 0) {
        volatile int zero = 0;
        raise(SIGFPE);
        return 1 / zero;
    }
    victim = fork();
    if (victim == 0)
        for (;;)
            sleep(1);

    sprintf(command, "kill -9 %d", (int)victim);
    system(command);
    while (alive > 0) {
        pid_t who = wait(&status);
        fprintf(stderr, "[%d] exit=%d sig=%d core=%d\n", (int)who, status >> 8, status & 0x7f,
                (status >> 7) & 1);
        alive--;
    }
    return 0;
}
