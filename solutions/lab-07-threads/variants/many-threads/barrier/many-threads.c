/* Everybody meets at a barrier twice; main comes to the second one after Enter. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_barrier_t all_there, leave;

static void *guest(void *arg)
{
    printf("%ld (lwp %ld)\n", (long)(intptr_t)arg, syscall(SYS_gettid));
    pthread_barrier_wait(&all_there);
    pthread_barrier_wait(&leave);
    return arg;
}

int main(int argc, char **argv)
{
    int n = argc > 1 ? atoi(argv[1]) : 3;
    pthread_t t[n];
    char line[80];

    pthread_barrier_init(&all_there, NULL, n + 1);
    pthread_barrier_init(&leave, NULL, n + 1);
    for (intptr_t i = 1; i <= n; i++)
        pthread_create(t + i - 1, NULL, guest, (void *)i);
    pthread_barrier_wait(&all_there);
    puts("everybody is here");
    if (fgets(line, sizeof line, stdin) == NULL)
        return 1;
    pthread_barrier_wait(&leave);
    while (n-- > 0)
        pthread_join(t[n], NULL);
    return 0;
}
