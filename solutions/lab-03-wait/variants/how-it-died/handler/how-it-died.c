/* Reaped in a handler for SIGCHLD, written down there, printed later; psignal says which signal it was. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t count;
static struct { pid_t pid; int status; } dead[3];

static void on_child(int signo)
{
    int saved = errno, status;
    pid_t pid;
    (void)signo;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        dead[count].pid = pid;
        dead[count].status = status;
        count++;
    }
    errno = saved;
}

int main(int argc, char **argv)
{
    sigset_t child, before;
    char name[32];
    pid_t pids[3];

    if (argc < 2)
        return 1;
    signal(SIGCHLD, on_child);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &before);

    if ((pids[0] = fork()) == 0) {
        raise(SIGSEGV);
        pause();
    }
    if ((pids[1] = fork()) == 0)
        exit(strtoul(argv[1], 0, 0));
    if ((pids[2] = fork()) == 0) {
        alarm(1);
        pause();
    }
    kill(pids[2], SIGUSR1);

    while (count < 3)
        sigsuspend(&before);
    for (int i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "pid %d", dead[i].pid);
        if (WIFSIGNALED(dead[i].status))
            psignal(WTERMSIG(dead[i].status), name);
        else
            fprintf(stderr, "%s: %d\n", name, WEXITSTATUS(dead[i].status));
    }
    return 0;
}
