/* The counter travels through a pipe: whoever has read it owns it, and writes it back one higher. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int box[2], times;

static void *take(void *arg)
{
    int *name = arg, value;
    for (int i = 0; i < times; i++) {
        if (read(box[0], &value, sizeof value) != sizeof value)
            abort();
        value++;
        if (write(box[1], &value, sizeof value) != sizeof value)
            abort();
        dprintf(1, "I am %d and have %d\n", *name, value);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    int n = argc > 2 ? atoi(argv[1]) : 1, value = 0, *names;
    pthread_t *threads;

    times = argc > 2 ? atoi(argv[2]) : 1;
    threads = malloc(n * sizeof *threads);
    names = malloc(n * sizeof *names);
    if (pipe(box) != 0 || write(box[1], &value, sizeof value) != sizeof value)
        return 1;
    for (int i = 0; i < n; i++) {
        names[i] = i + 1;
        pthread_create(threads + i, NULL, take, names + i);
    }
    for (int i = 0; i < n; i++)
        pthread_join(threads[i], NULL);
    if (read(box[0], &value, sizeof value) != sizeof value)
        return 1;
    dprintf(1, "all together %d\n", value);
    return 0;
}
