/* It ticks ten times a second and counts down; siginterrupt makes signal() interrupt the read. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t ticks;

static void tick(int sig)
{
    (void)sig;
    ticks++;
}

static volatile sig_atomic_t poked;

static void poke(int sig)
{
    (void)sig;
    poked = 1;
}

int main(int argc, char *argv[])
{
    long limit = argc > 1 ? 10 * atol(argv[1]) : 10;
    struct itimerval tenth = { { 0, 100000 }, { 0, 100000 } };
    char text[300];
    ssize_t got;

    signal(SIGALRM, tick);
    siginterrupt(SIGALRM, 1);
    signal(SIGUSR1, poke);
    siginterrupt(SIGUSR1, 1);
    fprintf(stderr, "Hello? ");
    setitimer(ITIMER_REAL, &tenth, NULL);
    do {
        got = read(STDIN_FILENO, text, sizeof text);
        if (poked) {
            poked = 0;
            fprintf(stderr, "Hello?? ");
        }
    } while (got < 0 && errno == EINTR && ticks < limit);
    signal(SIGALRM, SIG_IGN);
    if (got < 0) {
        fprintf(stderr, "\nNobody there.\n");
        exit(2);
    }
    if (got == 0)
        exit(3);
    printf("%.*s?\n", (int)got - 1, text);
    while (read(STDIN_FILENO, text, sizeof text) < 0)
        ;
    exit(0);
}
