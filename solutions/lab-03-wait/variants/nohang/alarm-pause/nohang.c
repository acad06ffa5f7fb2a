/* A timer signal wakes the parent; it asks for its whole process group. */
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static void tick(int signal_number)
{
    (void)signal_number;
}

int main(void)
{
    struct itimerval every = { { 0, 300000 }, { 0, 300000 } };
    struct sigaction action = { .sa_handler = tick };
    pid_t pid;

    for (int i = 0; i < 3; i++)
        if (fork() == 0)
            for (;;)
                pause();
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &every, NULL);
    while ((pid = waitpid(0, NULL, WNOHANG)) >= 0) {
        if (pid == 0) {
            puts("tick");
            pause();
        } else
            printf("%d!\n", pid);
    }
    return 0;
}
