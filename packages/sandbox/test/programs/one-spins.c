/* Its main thread sleeps; a second one does not, until a line is read. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_int stopped;

static void *spin(void *unused)
{
    while (!stopped)
        ;
    return unused;
}

int main(void)
{
    pthread_t thread;

    pthread_create(&thread, NULL, spin, NULL);
    puts("spinning");
    getchar();
    stopped = 1;
    pthread_join(thread, NULL);
    puts("resting");
    for (;;)
        getchar();
}
