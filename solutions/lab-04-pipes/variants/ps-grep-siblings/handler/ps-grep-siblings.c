/* A handler for SIGCHLD reaps, and main sleeps in sigsuspend until both are gone. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t alive = 2;

static void reap(int signal)
{
    int saved = errno;
    (void)signal;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        alive--;
    errno = saved;
}

int main(void)
{
    struct sigaction action = { .sa_handler = reap, .sa_flags = SA_RESTART };
    sigset_t child, old;
    int fd[2];

    sigaction(SIGCHLD, &action, NULL);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &old);
    if (pipe(fd) == -1)
        exit(1);
    if (fork() == 0) {
        sigprocmask(SIG_SETMASK, &old, NULL);
        close(fd[1]);
        dup2(fd[0], 0);
        close(fd[0]);
        execl("/bin/grep", "grep", "-E", "(ba|z)sh|bash", (char *)NULL);
        _exit(1);
    }
    if (fork() == 0) {
        sigprocmask(SIG_SETMASK, &old, NULL);
        close(fd[0]);
        dup2(fd[1], 1);
        close(fd[1]);
        execl("/bin/ps", "ps", "aux", (char *)NULL);
        _exit(1);
    }
    close(fd[0]);
    close(fd[1]);
    while (alive > 0)
        sigsuspend(&old);
    return 0;
}
