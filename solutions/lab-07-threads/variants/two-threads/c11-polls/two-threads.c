/* C11; main looks again and again whether the thread has spoken, then joins it. */
#include <stdatomic.h>
#include <stdio.h>
#include <threads.h>

static atomic_bool spoken;

static int talk(void *to)
{
    fprintf(to, "thread\n");
    spoken = 1;
    return 0;
}

int main(void)
{
    thrd_t t;
    if (thrd_create(&t, talk, stderr) != thrd_success)
        return 1;
    while (!spoken)
        thrd_sleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
    fprintf(stderr, "main\n");
    thrd_join(t, NULL);
    return 0;
}
