/* The third never comes to a cancellation point, but may be cancelled anywhere. */
#define _GNU_SOURCE
#include <errno.h>
#include <error.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *ends(void *by_exit)
{
    uintptr_t tid = gettid();
    if (by_exit)
        pthread_exit((void *)tid);
    return (void *)tid;
}

static void *counts(void *arg)
{
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
    for (volatile unsigned n = 0;; n++)
        if (n % 1000000 == 0)
            sched_yield();
    return arg;
}

int main(void)
{
    pthread_t returning, exiting, counting;
    void *result;
    if ((errno = pthread_create(&returning, NULL, ends, NULL)) || (errno = pthread_create(&exiting, NULL, ends, "")) ||
        (errno = pthread_create(&counting, NULL, counts, NULL)))
        error(EXIT_FAILURE, errno, "pthread_create");

    pthread_join(returning, &result);
    printf("by return:       %ju\n", (uintmax_t)(uintptr_t)result);
    pthread_join(exiting, &result);
    printf("by pthread_exit: %ju\n", (uintmax_t)(uintptr_t)result);
    printf("Enter cancels the third\n");
    while (getchar() != '\n' && !feof(stdin))
        ;
    pthread_cancel(counting);
    if (pthread_join(counting, &result) == 0 && result == PTHREAD_CANCELED)
        printf("the third was canceled\n");
    return EXIT_SUCCESS;
}
