/* Detached threads that sleep for ever; when main returns all of them end. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void *forever(void *arg)
{
    for (;;)
        pause();
    return arg;
}

int main(void)
{
    for (int n = 0;; n++) {
        pthread_t thread;
        int e = pthread_create(&thread, NULL, forever, NULL);
        if (e) {
            printf("pthread_create: %s\n", strerror(e));
            printf("that was after %d\n", n);
            return 0;
        }
        pthread_detach(thread);
    }
}
