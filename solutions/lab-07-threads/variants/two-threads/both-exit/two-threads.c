/* Both end with pthread_exit, main a second later. */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *speak(void *nothing)
{
    puts("I am the thread.");
    pthread_exit(nothing);
}

int main(void)
{
    pthread_t thread;

    if (pthread_create(&thread, NULL, speak, NULL) != 0)
        return 1;
    sleep(1);
    puts("And I am main.");
    pthread_exit(NULL);
}
