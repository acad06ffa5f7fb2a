/* A handler collects all that has ended, without waiting; main waits for the third to be counted. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t reaped;

static void on_child(int signal)
{
    (void)signal;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        reaped++;
}

int main(void)
{
    sigset_t block, old;
    struct sigaction action = {.sa_handler = on_child, .sa_flags = SA_RESTART};
    sigaction(SIGCHLD, &action, NULL);
    sigemptyset(&block);
    sigaddset(&block, SIGCHLD);
    sigprocmask(SIG_BLOCK, &block, &old);
    for (int i = 0; i < 3; i++)
        if (fork() == 0)
            _exit(i);
    while (reaped < 3)
        sigsuspend(&old);
    return 0;
}
