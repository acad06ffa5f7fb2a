/* Each label is on the screen before its thread is joined, the value after it; the prompt ends without a newline. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

static void *returns(void *nothing)
{
    (void)nothing;
    return (void *)(intptr_t)gettid();
}

static void *exits(void *nothing)
{
    (void)nothing;
    pthread_exit((void *)(intptr_t)gettid());
}

static void *waits(void *nothing)
{
    for (;;)
        sleep(1000);
    return nothing;
}

static intptr_t joined(const char *label, pthread_t thread)
{
    void *result;

    printf("%s: ", label);
    fflush(stdout);
    pthread_join(thread, &result);
    return (intptr_t)result;
}

int main(void)
{
    pthread_t first, second, third;

    if (pthread_create(&first, NULL, returns, NULL) != 0 || pthread_create(&second, NULL, exits, NULL) != 0
        || pthread_create(&third, NULL, waits, NULL) != 0)
        return 1;

    printf("%ld\n", (long)joined("the first returned", first));
    printf("%ld\n", (long)joined("the second left by pthread_exit", second));

    printf("Press Enter to have the third one end: ");
    getchar();

    pthread_cancel(third);
    printf("%ld\n", (long)joined("its result", third));
    return 0;
}
