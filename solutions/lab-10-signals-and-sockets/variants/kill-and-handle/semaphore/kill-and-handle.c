/* A semaphore counts the signals: sem_post is safe in a handler, and what was posted is not lost. */
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static sem_t arrived;

static void on_signal(int number)
{
    (void)number;
    sem_post(&arrived);
}

static void wait_one(void)
{
    while (sem_wait(&arrived) == -1 && errno == EINTR)
        ;
}

int main(int argc, char *argv[])
{
    struct sigaction sa;
    int n = argc > 1 ? atoi(argv[1]) : 1, i, status;
    pid_t pid;

    sem_init(&arrived, 0, 0);
    sa.sa_handler = on_signal;
    sa.sa_flags = 0;
    sigemptyset(&sa.sa_mask);
    if (sigaction(SIGUSR1, &sa, NULL) < 0 || sigaction(SIGUSR2, &sa, NULL) < 0) {
        perror("sigaction");
        exit(1);
    }
    if ((pid = fork()) < 0) {
        perror("fork");
        exit(1);
    } else if (pid == 0) {
        for (i = 0; i < n; ++i) {
            wait_one();
            kill(getppid(), SIGUSR2);
        }
        exit(i);
    }
    for (i = 0; i < n; ++i) {
        kill(pid, SIGUSR1);
        wait_one();
    }
    if (waitpid(pid, &status, 0) != pid)
        exit(1);
    printf("status=0x%04x exit code=%d\n", (unsigned)status, WEXITSTATUS(status));
    exit(0);
}
