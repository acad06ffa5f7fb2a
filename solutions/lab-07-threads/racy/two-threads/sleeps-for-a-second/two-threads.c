/* The thread is created, main prints, and the thread has ended before main returns. */
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
    sleep(1);
    pthread_join(thread, NULL);
    return 0;
}
