/* Sleeps until a child ends or the time is up, whichever comes first. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    const struct timespec while_ago = { .tv_nsec = 250000000 };
    long counter = 0;
    sigset_t chld;

    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    sigprocmask(SIG_BLOCK, &chld, NULL);
    for (int i = 0; i < 3; i++) {
        if (fork() == 0) {
            /* SIGCHLD stays blocked across exec, which is of no interest to sleep. */
            execlp("sleep", "sleep", "1000", (char *)NULL);
            _exit(127);
        }
    }
    for (;;) {
        pid_t pid = waitpid(-1, NULL, WNOHANG);
        if (pid == -1 && errno == ECHILD)
            break;
        if (pid > 0)
            continue;
        counter += 17;
        dprintf(STDOUT_FILENO, "counter %ld\n", counter);
        sigtimedwait(&chld, NULL, &while_ago);
    }
    dprintf(STDOUT_FILENO, "done\n");
    return 1;
}
