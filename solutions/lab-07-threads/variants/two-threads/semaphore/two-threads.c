/* A detached thread tells main by a semaphore that it is done, and main prints last. */
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t done;

static void *speak(void *nothing)
{
    puts("I am the thread.");
    sem_post(&done);
    return nothing;
}

int main(void)
{
    pthread_attr_t attr;
    pthread_t thread;

    sem_init(&done, 0, 0);
    pthread_attr_init(&attr);
    pthread_create(&thread, &attr, speak, NULL);
    sem_wait(&done);
    puts("And I am main.");
    pthread_exit(NULL);
}
