/* main looks once a second whether the thread has ended. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *speak(void *nothing)
{
    puts("I am the thread.");
    return nothing;
}

int main(void)
{
    pthread_t thread;

    if (pthread_create(&thread, NULL, speak, NULL) != 0)
        return 1;
    puts("And I am main.");
    while (pthread_tryjoin_np(thread, NULL) == EBUSY)
        sleep(1);
    return 0;
}
