/* Results in structs from malloc; the third waits for a semaphore that nobody posts. */
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

struct result {
    pid_t tid;
    const char *how;
};

static sem_t never;

static struct result *result(const char *how)
{
    struct result *r = malloc(sizeof *r);
    r->tid = syscall(SYS_gettid);
    r->how = how;
    return r;
}

static void *one(void *unused)
{
    (void)unused;
    return result("returned");
}

static void *two(void *unused)
{
    (void)unused;
    pthread_exit(result("left"));
}

static void *three(void *unused)
{
    sem_wait(&never);
    return unused;
}

int main(void)
{
    void *(*const work[])(void *) = { three, two, one };
    pthread_t thread[3];
    void *end;
    char line[100];

    sem_init(&never, 0, 0);
    for (int i = 0; i < 3; i++)
        pthread_create(&thread[i], NULL, work[i], NULL);
    for (int i = 1; i < 3; i++) {
        pthread_join(thread[i], &end);
        struct result *r = end;
        printf("thread %d %s with %d\n", i, r->how, r->tid);
        free(r);
    }
    fgets(line, sizeof line, stdin);
    pthread_cancel(thread[0]);
    pthread_join(thread[0], &end);
    printf("thread 0 gave %ld\n", (long)end);
    return 0;
}
