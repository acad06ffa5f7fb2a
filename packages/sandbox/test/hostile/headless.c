/* Outlives its own end: the main thread is a zombie, another thread goes on, and timers would wake it, too. */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static void *linger(void *unused)
{
    for (;;)
        pause();
    return unused;
}

static void nothing(int number)
{
    (void)number;
}

int main(void)
{
    pthread_t thread;
    struct itimerval often = { { 0, 100000 }, { 0, 100000 } };
    if (fork() > 0)
        return 0;
    setsid();
    if (fork() > 0)
        return 0;
    signal(SIGHUP, SIG_IGN);
    signal(SIGALRM, nothing);
    setitimer(ITIMER_REAL, &often, NULL);
    pthread_create(&thread, NULL, linger, NULL);
    pthread_exit(NULL);
}
