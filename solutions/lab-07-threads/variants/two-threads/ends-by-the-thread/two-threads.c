/* main pauses for ever: the thread ends the process, when it has printed. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *speak(void *nothing)
{
    (void)nothing;
    puts("The thread speaks last.");
    exit(EXIT_SUCCESS);
}

int main(void)
{
    pthread_t thread;

    puts("Main speaks first.");
    if (pthread_create(&thread, NULL, speak, NULL) != 0)
        return EXIT_FAILURE;
    for (;;)
        pause();
}
