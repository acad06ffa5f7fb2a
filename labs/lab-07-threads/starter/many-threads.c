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

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s N\n", argv[0]);
        return EXIT_FAILURE;
    }

    // 创建 N 个线程，把各自的号数 1 … N 交给它们。每个线程打印一行：号数和自己的 TID，然后等待。
    // Create N threads and hand each its number, 1 … N. Each prints a line, its number and its TID, and waits.

    // 等用户按回车，放走所有线程；用第二个循环等它们结束。
    // Wait for Enter and let all threads go; a second loop waits for their end.

    return EXIT_SUCCESS;
}
