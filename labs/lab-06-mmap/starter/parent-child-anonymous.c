/*
 * parent-child-anonymous: the parent writes a line into memory that it shares with its child, which prints it.
 * parent-child-anonymous：父进程把一行写进与子进程共享的内存，子进程把它打印出来。
 */
#include <err.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    sem_t written;
    char text[128];
};

int main(void)
{
    // 建立一块共享的匿名映射，让 shared 指向它；初始化其中的信号量，然后 fork。
    // Make a shared anonymous mapping that `shared` points to, initialize the semaphore in it, then fork.
    struct shared *shared = NULL;

    // 父进程：从终端读一行，写进 shared->text，让子进程知道，然后回收它。
    // The parent reads a line from the terminal into shared->text, lets the child know, and reaps it.

    // 子进程：等父进程写完，再打印那一行。
    // The child waits until the parent has written, and then prints the line.
    (void)shared;

    return EXIT_SUCCESS;
}
