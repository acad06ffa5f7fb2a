/*
 * shared-data: threads draw tickets from one counter, and no ticket is drawn twice.
 * shared-data：几个线程从同一个计数器取号，任何号码都不会取到两次。
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// >>> solution
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long last_ticket;
static long rounds;

/* What a thread is handed: an element of its own, which nobody changes any more. */
struct customer {
    pthread_t thread;
    int number;
};

static long draw(void)
{
    pthread_mutex_lock(&lock);
    long ticket = ++last_ticket;
    pthread_mutex_unlock(&lock);
    return ticket;
}

static void *work(void *arg)
{
    const struct customer *self = arg;

    for (long round = 0; round < rounds; round++) {
        long ticket = draw();
        printf("thread %d: ticket %ld\n", self->number, ticket);
    }
    return NULL;
}

// <<< solution
int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s THREADS ROUNDS\n", argv[0]);
        return EXIT_FAILURE;
    }

    // >>> solution
    int threads = atoi(argv[1]);
    rounds = atol(argv[2]);
    struct customer *customers = calloc((size_t)threads, sizeof *customers);
    if (customers == NULL) {
        perror("calloc");
        return EXIT_FAILURE;
    }

    for (int i = 0; i < threads; i++) {
        customers[i].number = i + 1;
        int error = pthread_create(&customers[i].thread, NULL, work, &customers[i]);
        if (error != 0) {
            fprintf(stderr, "pthread_create: %s\n", strerror(error));
            return EXIT_FAILURE;
        }
    }
    for (int i = 0; i < threads; i++)
        pthread_join(customers[i].thread, NULL);

    printf("total %ld\n", last_ticket);
    free(customers);
    // --- starter
    // 创建 THREADS 个线程，把各自的号数 1 … THREADS 交给它们。每个线程从同一个计数器取 ROUNDS 次号，每取一次打印一行：号数、取到的号码。
    // Create THREADS threads and hand each its number, 1 … THREADS. Each draws ROUNDS tickets from one counter and prints a line for each: its number, the ticket.

    // 等所有线程结束，打印计数器的总数。
    // Wait until all have ended, and print the total of the counter.
    // <<< solution

    return EXIT_SUCCESS;
}
