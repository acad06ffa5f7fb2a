#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct mailbox {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int full;
    char text[100];
};

int main(void)
{
    struct mailbox *box = mmap(0, sizeof *box, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t lock;
    pthread_condattr_t changed;
    pthread_mutexattr_init(&lock);
    pthread_mutexattr_setpshared(&lock, PTHREAD_PROCESS_SHARED);
    pthread_condattr_init(&changed);
    pthread_condattr_setpshared(&changed, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&box->lock, &lock);
    pthread_cond_init(&box->changed, &changed);

    if (!fork()) {
        pthread_mutex_lock(&box->lock);
        while (!box->full)
            pthread_cond_wait(&box->changed, &box->lock);
        printf("received: %s", box->text);
        pthread_mutex_unlock(&box->lock);
        exit(0);
    }
    char line[100];
    if (!fgets(line, 100, stdin))
        strcpy(line, "nothing\n");
    pthread_mutex_lock(&box->lock);
    strcpy(box->text, line);
    box->full = 1;
    pthread_cond_signal(&box->changed);
    pthread_mutex_unlock(&box->lock);
    wait(NULL);
    munmap(box, sizeof *box);
    return 0;
}
