/* Lets the shell wait for Enter: system() waits for its own child only, the zombie stays. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t child;

    switch (child = fork()) {
    case -1:
        perror("fork");
        exit(EXIT_FAILURE);
    case 0:
        fprintf(stderr, "child %ld dies\n", (long)getpid());
        abort();
    default:
        fprintf(stderr, "parent %ld goes on\n", (long)getpid());
        system("echo press Enter; read line");
        while (wait(NULL) != -1 || errno != ECHILD)
            ;
        system("ps -o pid,ppid,stat,args; echo press Enter; read line");
    }
    exit(3);
}
