/* A thread waits for the signal, not for the children, and sweeps up with WNOHANG. */
#include <ctype.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void *sweeper(void *unused)
{
    sigset_t chld;
    int number;
    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    while (sigwait(&chld, &number) == 0)
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
    return unused;
}

int main(void)
{
    sigset_t chld;
    pthread_t thread;
    char line[200];

    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    pthread_sigmask(SIG_BLOCK, &chld, NULL);
    for (int i = 0; i < 4; i++) {
        if (fork() == 0) {
            if (i == 0)
                _exit(7);
            for (;;)
                pause();
        }
    }
    pthread_create(&thread, NULL, sweeper, NULL);
    while (fgets(line, sizeof line, stdin)) {
        for (char *c = line; *c; c++)
            *c = toupper((unsigned char)*c);
        fputs(line, stdout);
    }
    return 0;
}
