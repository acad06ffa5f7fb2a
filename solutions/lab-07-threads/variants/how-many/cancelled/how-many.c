/* Threads sleep on a semaphore, and are cancelled in the end. */
#include <error.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>

struct node {
    pthread_t thread;
    struct node *next;
};

static sem_t never;

static void *sleeper(void *arg)
{
    sem_wait(&never);
    return arg;
}

int main(void)
{
    struct node *list = NULL;
    unsigned count = 0;

    sem_init(&never, 0, 0);
    for (;;) {
        struct node *node = malloc(sizeof *node);
        int result = pthread_create(&node->thread, NULL, sleeper, NULL);
        if (result != 0) {
            error(0, result, "thread no. %u", count + 1);
            break;
        }
        node->next = list;
        list = node;
        count++;
    }
    for (; list; list = list->next) {
        pthread_cancel(list->thread);
        pthread_join(list->thread, NULL);
    }
    printf("there were %u at once\n", count);
    return 0;
}
