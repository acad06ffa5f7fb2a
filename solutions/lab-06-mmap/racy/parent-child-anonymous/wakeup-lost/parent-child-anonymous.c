/* A mutex and a condition variable between processes, pthread_condattr_setpshared(3). */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct mailbox {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    bool full;
    char text[128];
};

int main(void)
{
    struct mailbox *box = mmap(NULL, sizeof *box, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t lock;
    pthread_condattr_t filled;

    if (box == MAP_FAILED)
        return EXIT_FAILURE;
    pthread_mutexattr_init(&lock);
    pthread_mutexattr_setpshared(&lock, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&box->lock, &lock);
    pthread_condattr_init(&filled);
    pthread_condattr_setpshared(&filled, PTHREAD_PROCESS_SHARED);
    pthread_cond_init(&box->filled, &filled);

    pid_t pid = fork();
    if (pid == -1)
        return EXIT_FAILURE;
    if (pid == 0) {
        pthread_mutex_lock(&box->lock);
        /* Nobody keeps a signal for those who come later: it may all have happened. */
        while (!box->full)
            pthread_cond_wait(&box->filled, &box->lock);
        printf("child: %s", box->text);
        pthread_mutex_unlock(&box->lock);
        return EXIT_SUCCESS;
    }
    char *line = NULL;
    size_t size = 0;
    if (getline(&line, &size, stdin) == -1)
        return EXIT_FAILURE;
    pthread_mutex_lock(&box->lock);
    snprintf(box->text, sizeof box->text, "%s", line);
    box->full = true;
    pthread_cond_signal(&box->filled);
    pthread_mutex_unlock(&box->lock);
    wait(NULL);
    free(line);
    munmap(box, sizeof *box);
    return EXIT_SUCCESS;
}
