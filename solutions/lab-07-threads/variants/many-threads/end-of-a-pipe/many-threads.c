/* All threads read from a pipe; when main closes it, all of them find its end. */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int gate[2];
static int numbers[64];

static void *wait_at_gate(void *number)
{
    char unused;
    fprintf(stderr, "no. %d = %d\n", *(int *)number, gettid());
    while (read(gate[0], &unused, 1) > 0)
        ;
    pthread_exit(NULL);
}

int main(int argc, char *argv[])
{
    pthread_t ids[64];
    int n = argc == 2 ? atoi(argv[1]) : 0;
    char c = 0;

    if (pipe(gate) == -1)
        err(1, "pipe");
    for (int i = 0; i < n; i++) {
        numbers[i] = i + 1;
        errno = pthread_create(&ids[i], NULL, wait_at_gate, &numbers[i]);
        if (errno)
            err(1, "pthread_create");
    }
    while (c != '\n')
        if (read(0, &c, 1) < 1)
            break;
    close(gate[1]);
    for (int i = 0; i < n; i++)
        pthread_join(ids[i], NULL);
    return 0;
}
