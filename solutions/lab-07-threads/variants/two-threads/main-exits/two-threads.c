/* main ends with pthread_exit; the process lasts as long as its last thread. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *child(void *word)
{
    pthread_detach(pthread_self());
    dprintf(1, "%s %d\n", (char *)word, gettid());
    return NULL;
}

int main(void)
{
    pthread_t t;
    dprintf(1, "process %d\n", getpid());
    if (pthread_create(&t, NULL, child, "thread") != 0)
        return 1;
    pthread_exit(NULL);
}
