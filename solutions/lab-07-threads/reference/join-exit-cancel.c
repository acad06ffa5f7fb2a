/*
 * join-exit-cancel: a thread returns, another calls pthread_exit, a third is cancelled; main joins all three.
 * join-exit-cancel：一个线程 return，一个 pthread_exit，一个被取消；主线程等待这三个线程。
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// >>> solution
static void *returns(void *arg)
{
    (void)arg;
    return (void *)(intptr_t)gettid();
}

/* Ends the thread from whatever depth it is called. */
static void leave(void)
{
    pthread_exit((void *)(intptr_t)gettid());
}

static void *exits(void *arg)
{
    leave();
    return arg;
}

static void *waits(void *arg)
{
    for (;;)
        pause();
    return arg;
}

static pthread_t start(void *(*work)(void *))
{
    pthread_t thread;
    int error = pthread_create(&thread, NULL, work, NULL);

    if (error != 0) {
        fprintf(stderr, "pthread_create: %s\n", strerror(error));
        exit(EXIT_FAILURE);
    }
    return thread;
}

// <<< solution
int main(void)
{
    // >>> solution
    pthread_t first = start(returns), second = start(exits), third = start(waits);
    void *result;

    pthread_join(first, &result);
    printf("returned: TID %d\n", (int)(intptr_t)result);
    pthread_join(second, &result);
    printf("pthread_exit: TID %d\n", (int)(intptr_t)result);

    int c;
    while ((c = getchar()) != '\n' && c != EOF)
        ;
    pthread_cancel(third);
    pthread_join(third, &result);
    printf("third: %s\n", result == PTHREAD_CANCELED ? "PTHREAD_CANCELED" : "something else");
    // --- starter
    // 创建三个线程：第一个 return 自己的 TID，第二个用 pthread_exit 交出自己的 TID，第三个一直等待。
    // Create three threads: the first returns its TID, the second hands its TID to pthread_exit, the third waits for ever.

    // 等前两个线程结束，打印它们的结果。用户按回车之后，取消第三个，等它结束，打印它的结果。
    // Join the first two and print their results. When Enter is typed, cancel the third, join it, and print its result.
    // <<< solution

    return EXIT_SUCCESS;
}
