/*
 * many-threads: N threads that live at the same time, until Enter is typed.
 * many-threads：N 个线程同时活着，直到按下回车。
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// >>> solution
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t entered = PTHREAD_COND_INITIALIZER;
static bool go;

static void *work(void *arg)
{
    const int *number = arg;

    printf("thread %d: TID %d\n", *number, (int)gettid());
    pthread_mutex_lock(&lock);
    while (!go)
        pthread_cond_wait(&entered, &lock);
    pthread_mutex_unlock(&lock);
    return NULL;
}

static void let_go(void)
{
    pthread_mutex_lock(&lock);
    go = true;
    pthread_cond_broadcast(&entered);
    pthread_mutex_unlock(&lock);
}

// <<< solution
int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s N\n", argv[0]);
        return EXIT_FAILURE;
    }

    // >>> solution
    int n = atoi(argv[1]);
    pthread_t *threads = calloc((size_t)n, sizeof *threads);
    int *numbers = calloc((size_t)n, sizeof *numbers);
    if (threads == NULL || numbers == NULL) {
        perror("calloc");
        return EXIT_FAILURE;
    }

    for (int i = 0; i < n; i++) {
        numbers[i] = i + 1;
        int error = pthread_create(&threads[i], NULL, work, &numbers[i]);
        if (error != 0) {
            fprintf(stderr, "pthread_create: %s\n", strerror(error));
            return EXIT_FAILURE;
        }
    }

    int c;
    while ((c = getchar()) != '\n' && c != EOF)
        ;
    let_go();
    for (int i = 0; i < n; i++)
        pthread_join(threads[i], NULL);
    free(numbers);
    free(threads);
    // --- starter
    // 创建 N 个线程，把各自的号数 1 … N 交给它们。每个线程打印一行：号数和自己的 TID，然后等待。
    // Create N threads and hand each its number, 1 … N. Each prints a line, its number and its TID, and waits.

    // 等用户按回车，放走所有线程；用第二个循环等它们结束。
    // Wait for Enter and let all threads go; a second loop waits for their end.
    // <<< solution

    return EXIT_SUCCESS;
}
