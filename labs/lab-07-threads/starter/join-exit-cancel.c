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

int main(void)
{
    // 创建三个线程：第一个 return 自己的 TID，第二个用 pthread_exit 交出自己的 TID，第三个一直等待。
    // Create three threads: the first returns its TID, the second hands its TID to pthread_exit, the third waits for ever.

    // 等前两个线程结束，打印它们的结果。用户按回车之后，取消第三个，等它结束，打印它的结果。
    // Join the first two and print their results. When Enter is typed, cancel the third, join it, and print its result.

    return EXIT_SUCCESS;
}
