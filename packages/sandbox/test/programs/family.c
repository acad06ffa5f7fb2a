/* One process of each kind: zombie, stopped, with threads, daemon, and the parent that waits for none. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void *linger(void *unused)
{
    for (;;)
        pause();
    return unused;
}

int main(void)
{
    if (fork() == 0)
        _exit(0);
    if (fork() == 0) {
        raise(SIGSTOP);
        _exit(0);
    }
    if (fork() == 0) {
        pthread_t thread;
        for (int i = 0; i < 3; i++)
            pthread_create(&thread, NULL, linger, NULL);
        linger(NULL);
    }
    if (fork() == 0) {
        setsid();
        linger(NULL);
    }
    puts("born");
    fflush(stdout);
    linger(NULL);
}
