/* Compare and exchange; threads are detached and count themselves off; &i, but main waits until it was read. */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool taken;
static int running;
static int counter, rounds;

static int next(void)
{
    int old, mine;
    do {
        old = __atomic_load_n(&counter, __ATOMIC_SEQ_CST);
        mine = old + 1;
    } while (!__sync_bool_compare_and_swap(&counter, old, mine));
    return mine;
}

static void *run(void *arg)
{
    int number;
    pthread_mutex_lock(&mutex);
    number = *(int *)arg;
    taken = true;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);

    for (int i = 0; i < rounds; i++)
        printf("[%d] %d\n", number, next());

    pthread_mutex_lock(&mutex);
    running--;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_attr_t detached;
    if (argc < 3)
        return 1;
    rounds = atoi(argv[2]);
    running = atoi(argv[1]);
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    for (int i = 1, all = running; i <= all; i++) {
        pthread_t thread;
        taken = false;
        if (pthread_create(&thread, &detached, run, &i))
            return 1;
        pthread_mutex_lock(&mutex);
        while (!taken)
            pthread_cond_wait(&changed, &mutex);
        pthread_mutex_unlock(&mutex);
    }
    pthread_mutex_lock(&mutex);
    while (running > 0)
        pthread_cond_wait(&changed, &mutex);
    pthread_mutex_unlock(&mutex);
    printf("sum: %d\n", counter);
    return 0;
}
