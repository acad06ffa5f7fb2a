/* The number is handed over by value, the counter is atomic. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static atomic_int counter;
static int rounds;

static void *customer(void *number)
{
    for (int i = 0; i < rounds; i++) {
        int mine = atomic_fetch_add(&counter, 1) + 1;
        printf("#%d got %d of %d\n", (int)(intptr_t)number, mine, rounds);
    }
    return number;
}

int main(int argc, char **argv)
{
    int n = argc > 2 ? atoi(argv[1]) : 0;
    rounds = argc > 2 ? atoi(argv[2]) : 0;
    pthread_t *ids = malloc(n * sizeof *ids);
    for (intptr_t i = 1; i <= n; i++)
        pthread_create(&ids[i - 1], NULL, customer, (void *)i);
    for (int i = 0; i < n; i++)
        pthread_join(ids[i], NULL);
    printf("%d tickets in all\n", counter);
    return 0;
}
