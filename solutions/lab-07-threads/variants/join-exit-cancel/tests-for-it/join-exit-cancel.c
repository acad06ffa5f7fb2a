/* The third computes, but asks now and then whether it is to end; results in an array that main provides. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *quick(void *slot)
{
    *(pid_t *)slot = gettid();
    return slot;
}

static void *quicker(void *slot)
{
    *(pid_t *)slot = gettid();
    pthread_exit(slot);
}

static void *busy(void *count)
{
    for (;;) {
        for (int i = 0; i < 100000; i++)
            ++*(volatile long *)count;
        usleep(500);
        pthread_testcancel();
    }
}

int main(void)
{
    pid_t slots[2];
    long count = 0;
    pthread_t t[3];
    void *at;
    char c;

    pthread_create(&t[2], NULL, busy, &count);
    pthread_create(&t[0], NULL, quick, &slots[0]);
    pthread_join(t[0], &at);
    dprintf(1, "%d\n", *(pid_t *)at);
    pthread_create(&t[1], NULL, quicker, &slots[1]);
    pthread_join(t[1], &at);
    dprintf(1, "%d\n", *(pid_t *)at);
    while (read(0, &c, 1) == 1 && c != '\n')
        ;
    pthread_cancel(t[2]);
    pthread_join(t[2], &at);
    dprintf(1, "%p\n", at);
    return 0;
}
