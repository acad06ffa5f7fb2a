/* A handler for SIGCHLD cuts the sleep short; then every PID is asked for, and at once again if somebody was reaped. */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define KIDS 3

static void wake_up(int signal_number)
{
    (void)signal_number;
}

int main(void)
{
    const struct sigaction action = { .sa_handler = wake_up };
    const struct timespec nap = { .tv_nsec = 200000000 };
    pid_t kids[KIDS];
    int left = KIDS;

    sigaction(SIGCHLD, &action, NULL);
    for (int i = 0; i < KIDS; i++) {
        kids[i] = fork();
        if (kids[i] == -1) {
            perror("fork");
            return EXIT_FAILURE;
        }
        if (kids[i] == 0)
            for (;;)
                pause();
    }
    while (left > 0) {
        bool reaped = false;
        for (int i = 0; i < KIDS; i++) {
            if (kids[i] == 0 || waitpid(kids[i], NULL, WNOHANG) != kids[i])
                continue;
            printf("\n%d is gone\n", (int)kids[i]);
            kids[i] = 0;
            left--;
            reaped = true;
        }
        if (reaped)
            continue;
        putchar('#');
        fflush(stdout);
        nanosleep(&nap, NULL);
    }
    return EXIT_SUCCESS;
}
