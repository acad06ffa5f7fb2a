/* Threads sleep for ever; when Enter is typed main cancels them one by one. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *sleeper(void *arg)
{
    size_t number = (size_t)arg;
    printf("sleeper %zu is task %d\n", number, gettid());
    for (;;)
        sleep(1000);
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_t threads[100];
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 0) : 3;

    for (size_t i = 0; i < n; i++)
        if (pthread_create(&threads[i], NULL, sleeper, (void *)(i + 1)))
            return 1;
    getchar();
    for (size_t i = 0; i < n; i++) {
        pthread_cancel(threads[i]);
        pthread_join(threads[i], NULL);
    }
    return 0;
}
