/*
 * how-many: creates threads until it may have no more, and reports how many that were and why.
 * how-many：创建线程，直到不能再多，报告有多少个、为什么。
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// >>> solution
enum { MOST = 100000 };

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

/* Waits until main opens the gate. */
static void *wait_at_gate(void *arg)
{
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    return arg;
}

// <<< solution
int main(void)
{
    // >>> solution
    pthread_t *threads = calloc(MOST, sizeof *threads);
    if (threads == NULL) {
        perror("calloc");
        return EXIT_FAILURE;
    }

    int made = 0, error = 0;
    pthread_mutex_lock(&gate);
    while (made < MOST && (error = pthread_create(&threads[made], NULL, wait_at_gate, NULL)) == 0)
        made++;
    printf("%d threads, then error %d: %s\n", made, error, strerror(error));

    pthread_mutex_unlock(&gate);
    for (int i = 0; i < made; i++)
        pthread_join(threads[i], NULL);
    free(threads);
    // --- starter
    // 创建什么也不做、只是等待的线程，直到 pthread_create 失败。打印创建了多少个，以及失败的原因。
    // Create threads that only wait, until pthread_create fails. Print how many there are, and why it failed.

    // 放走所有线程，结束。
    // Let all threads go, and end.
    // <<< solution

    return EXIT_SUCCESS;
}
