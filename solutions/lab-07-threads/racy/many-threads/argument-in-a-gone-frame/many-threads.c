/* A function of its own starts a thread. All of them wait for the mutex that main holds until Enter is typed. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static void *work(void *arg)
{
    int number = (int)(intptr_t)arg;

    printf("number %d, TID %d\n", number, (int)gettid());
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    return NULL;
}

/* The number itself is handed over: the variable is gone when this function has returned. */
static pthread_t start(int number)
{
    pthread_t thread;

    if (pthread_create(&thread, NULL, work, (void *)(intptr_t)number) != 0)
        exit(EXIT_FAILURE);
    return thread;
}

int main(int argc, char *argv[])
{
    int n = argc == 2 ? atoi(argv[1]) : 0;
    pthread_t *threads = calloc((size_t)n, sizeof *threads);

    if (threads == NULL)
        return EXIT_FAILURE;
    pthread_mutex_lock(&gate);
    for (int i = 0; i < n; i++)
        threads[i] = start(i + 1);
    getchar();
    pthread_mutex_unlock(&gate);
    for (int i = 0; i < n; i++)
        pthread_join(threads[i], NULL);
    free(threads);
    return EXIT_SUCCESS;
}
