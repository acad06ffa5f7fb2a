/* Prints what ps says of its children. The ps itself has been reaped by then. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t computing, sleeping, stopped, ended;
    if ((computing = fork()) == 0)
        while (1)
            getppid();
    if ((sleeping = fork()) == 0)
        sleep(3600);
    else if ((stopped = fork()) == 0)
        return kill(getpid(), SIGTSTP);
    else if ((ended = fork()) == 0)
        return 0;
    else {
        char command[200];
        sleep(1);
        snprintf(command, sizeof command, "ps -o pid,ppid,stat,time,comm -p %d,%d,%d,%d", computing, sleeping, stopped,
                 ended);
        if (system(command) != 0)
            return 1;
        getchar();
        kill(stopped, SIGCONT);
        kill(sleeping, SIGINT);
        kill(computing, SIGQUIT);
        for (int left = 4; left > 0; left--)
            wait(NULL);
    }
    return 0;
}
