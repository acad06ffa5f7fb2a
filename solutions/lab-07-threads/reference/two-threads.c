/*
 * two-threads: the main thread and another one each print a line of their own.
 * two-threads：主线程和子线程各打印一行。
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// >>> solution
static void *work(void *arg)
{
    printf("another thread: I run beside main\n");
    return arg;
}

// <<< solution
int main(void)
{
    // >>> solution
    pthread_t thread;
    int error = pthread_create(&thread, NULL, work, NULL);
    if (error != 0) {
        fprintf(stderr, "pthread_create: %s\n", strerror(error));
        return EXIT_FAILURE;
    }

    printf("main thread: I made another one\n");
    pthread_join(thread, NULL);
    // --- starter
    // 创建一个线程，让它打印一行；主线程打印另一行。
    // Create a thread that prints a line; the main thread prints another one.

    // main 返回，进程就结束：先等子线程结束。
    // When main returns the process ends: wait for the thread first.
    // <<< solution

    return EXIT_SUCCESS;
}
