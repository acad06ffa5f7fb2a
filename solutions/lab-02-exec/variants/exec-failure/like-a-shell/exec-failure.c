/* Statuses as in a shell: 127 for what is not there, 126 for what cannot be run. A handler reaps. */
#define _GNU_SOURCE
#include <errno.h>
#include <error.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t status = -1;
static volatile pid_t ended;

static void on_child(int number)
{
    int st;
    (void)number;
    ended = waitpid(-1, &st, WNOHANG);
    status = st;
}

int main(int argc, char *argv[])
{
    sigset_t child, before;

    if (argc != 2)
        error(2, 0, "one argument, please");
    struct sigaction action = {.sa_handler = on_child};
    sigaction(SIGCHLD, &action, NULL);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &before);

    dprintf(STDOUT_FILENO, "parent=%d\t", (int)getpid());
    if (fork() == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        execve(argv[1], (char *[]){argv[1], NULL}, environ);
        /* error(3) ends the process by exit(3): nothing of ours is in a buffer. */
        error(errno == ENOENT ? 127 : 126, errno, "cannot run %s", argv[1]);
    }
    while (status == -1)
        sigsuspend(&before);
    if (WIFEXITED(status))
        printf("child=%d status=%d\n", (int)ended, WEXITSTATUS(status));
    return 0;
}
