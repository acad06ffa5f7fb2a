/* Makes threads until it can make no more, and tells how many there were. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void *linger(void *unused)
{
    for (;;)
        pause();
    return unused;
}

int main(void)
{
    pthread_t thread;
    int made = 0, error;
    while ((error = pthread_create(&thread, NULL, linger, NULL)) == 0)
        made++;
    printf("%d threads, then %s\n", made, strerrorname_np(error));
    fflush(stdout);
    linger(NULL);
}
