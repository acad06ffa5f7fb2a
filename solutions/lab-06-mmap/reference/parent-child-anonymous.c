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
    // >>> solution
    struct shared *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        err(EXIT_FAILURE, "mmap");
    /* 1: it is shared between processes, not between threads. */
    if (sem_init(&shared->written, 1, 0) == -1)
        err(EXIT_FAILURE, "sem_init");

    pid_t child = fork();
    if (child == -1)
        err(EXIT_FAILURE, "fork");
    if (child == 0) {
        sem_wait(&shared->written);
        printf("child: %s", shared->text);
        return EXIT_SUCCESS;
    }

    if (fgets(shared->text, sizeof shared->text, stdin) == NULL)
        strcpy(shared->text, "no line\n");
    sem_post(&shared->written);
    wait(NULL);

    sem_destroy(&shared->written);
    munmap(shared, sizeof *shared);
    // --- starter
    // 建立一块共享的匿名映射，让 shared 指向它；初始化其中的信号量，然后 fork。
    // Make a shared anonymous mapping that `shared` points to, initialize the semaphore in it, then fork.
    //| struct shared *shared = NULL;

    // 父进程：从终端读一行，写进 shared->text，让子进程知道，然后回收它。
    // The parent reads a line from the terminal into shared->text, lets the child know, and reaps it.

    // 子进程：等父进程写完，再打印那一行。
    // The child waits until the parent has written, and then prints the line.
    //| (void)shared;
    // <<< solution

    return EXIT_SUCCESS;
}
