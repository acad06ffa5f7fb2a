/*
 * how-many: creates threads until it may have no more, and reports how many that were and why.
 * how-many：创建线程，直到不能再多，报告有多少个、为什么。
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    // 创建什么也不做、只是等待的线程，直到 pthread_create 失败。打印创建了多少个，以及失败的原因。
    // Create threads that only wait, until pthread_create fails. Print how many there are, and why it failed.

    // 放走所有线程，结束。
    // Let all threads go, and end.

    return EXIT_SUCCESS;
}
