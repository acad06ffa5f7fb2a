/* Each thread makes the next one; the one that cannot reports and lets all go. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t over = PTHREAD_COND_INITIALIZER;
static int done, count;

static void *next(void *arg)
{
    pthread_t child;
    int error = pthread_create(&child, NULL, next, NULL);

    pthread_mutex_lock(&m);
    if (error == 0) {
        count++;
        while (!done)
            pthread_cond_wait(&over, &m);
    } else {
        done = error;
        pthread_cond_broadcast(&over);
    }
    pthread_mutex_unlock(&m);
    if (error == 0)
        pthread_join(child, NULL);
    return arg;
}

int main(void)
{
    next(NULL);
    printf("made %d, refused with %d\n", count, done);
    return 0;
}
