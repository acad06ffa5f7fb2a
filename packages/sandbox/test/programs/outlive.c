/*
 * Runs a command and outlives it: all that the command leaves behind becomes a child of this process
 * (PR_SET_CHILD_SUBREAPER, prctl(2)). Tells the command's pid, then its end, and ends when nothing is left.
 */
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int status;
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    pid_t command = argc > 1 ? fork() : -1;
    if (command == 0) {
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    printf("pid %d\n", command);
    fflush(stdout);
    for (pid_t pid; (pid = wait(&status)) > 0;)
        if (pid == command) {
            printf("ended %d\n", status);
            fflush(stdout);
        }
    return 0;
}
