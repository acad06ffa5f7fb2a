/* Nobody reads Enter before all threads have gone: half of them look for it with poll, the others with select. */
#define _GNU_SOURCE
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <unistd.h>

static void *work(void *argument)
{
    int number = (int)(intptr_t)argument;
    struct pollfd terminal = { .fd = STDIN_FILENO, .events = POLLIN };
    fd_set set;

    printf("thread %d: TID %d\n", number, (int)gettid());
    if (number % 2 == 0) {
        poll(&terminal, 1, -1);
    } else {
        FD_ZERO(&set);
        FD_SET(STDIN_FILENO, &set);
        select(STDIN_FILENO + 1, &set, NULL, NULL, NULL);
    }
    return NULL;
}

int main(int argc, char *argv[])
{
    int n = argc == 2 ? atoi(argv[1]) : 0;
    pthread_t threads[16];

    for (int i = 0; i < n; i++)
        if (pthread_create(&threads[i], NULL, work, (void *)(intptr_t)(i + 1)) != 0)
            return 1;
    for (int i = 0; i < n; i++)
        pthread_join(threads[i], NULL);
    return getchar() != '\n';
}
