/* Whoever needs the ticket office first opens it. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct office {
    pthread_mutex_t lock;
    long last;
};

static struct office *office;
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;
static long rounds;

static struct office *open_office(void)
{
    struct office *fresh = calloc(1, sizeof *fresh);

    if (fresh == NULL)
        exit(EXIT_FAILURE);
    pthread_mutex_init(&fresh->lock, NULL);
    return fresh;
}

/* To look whether there is one and to open it is one step. */
static struct office *find_office(void)
{
    pthread_mutex_lock(&opening);
    struct office *found = office;
    if (found == NULL)
        found = office = open_office();
    pthread_mutex_unlock(&opening);
    return found;
}

static void *work(void *arg)
{
    const int *number = arg;

    for (long round = 0; round < rounds; round++) {
        struct office *open = find_office();
        pthread_mutex_lock(&open->lock);
        long ticket = ++open->last;
        pthread_mutex_unlock(&open->lock);
        printf("thread %d: ticket %ld\n", *number, ticket);
    }
    return NULL;
}

int main(int argc, char *argv[])
{
    if (argc != 3)
        return EXIT_FAILURE;
    int count = atoi(argv[1]);
    pthread_t threads[16];
    int numbers[16];
    rounds = atol(argv[2]);

    for (int i = 0; i < count; i++) {
        numbers[i] = i + 1;
        if (pthread_create(&threads[i], NULL, work, &numbers[i]) != 0)
            return EXIT_FAILURE;
    }
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    printf("total %ld\n", find_office()->last);
    return EXIT_SUCCESS;
}
