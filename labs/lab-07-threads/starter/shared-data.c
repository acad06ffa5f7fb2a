/*
 * shared-data: threads draw tickets from one counter, and no ticket is drawn twice.
 * shared-data：几个线程从同一个计数器取号，任何号码都不会取到两次。
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s THREADS ROUNDS\n", argv[0]);
        return EXIT_FAILURE;
    }

    // 创建 THREADS 个线程，把各自的号数 1 … THREADS 交给它们。每个线程从同一个计数器取 ROUNDS 次号，每取一次打印一行：号数、取到的号码。
    // Create THREADS threads and hand each its number, 1 … THREADS. Each draws ROUNDS tickets from one counter and prints a line for each: its number, the ticket.

    // 等所有线程结束，打印计数器的总数。
    // Wait until all have ended, and print the total of the counter.

    return EXIT_SUCCESS;
}
