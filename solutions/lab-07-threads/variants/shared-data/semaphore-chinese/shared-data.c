/* 信号量当锁用，参数是 malloc 的结构体，打印也在锁里。 */
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>

struct arg {
    int id;
    int times;
    int *counter;
};

static sem_t s;

static void *thread_fun(void *p)
{
    struct arg a = *(struct arg *)p;
    free(p);
    while (a.times-- > 0) {
        sem_wait(&s);
        (*a.counter)++;
        printf("线程%d：取到%d号\n", a.id, *a.counter);
        sem_post(&s);
    }
    pthread_exit(NULL);
}

int main(int argc, char *argv[])
{
    int counter = 0, n, m;
    pthread_t tid[64];

    if (argc < 3)
        return 1;
    n = atoi(argv[1]);
    m = atoi(argv[2]);
    sem_init(&s, 0, 1);
    printf("主线程：创建%d个线程\n", n);
    for (int i = 0; i < n; i++) {
        struct arg *a = malloc(sizeof(struct arg));
        a->id = i + 1;
        a->times = m;
        a->counter = &counter;
        if (pthread_create(&tid[i], NULL, thread_fun, a) != 0)
            return 1;
    }
    for (int i = n - 1; i >= 0; i--)
        pthread_join(tid[i], NULL);
    printf("总数：%d\n", counter);
    sem_destroy(&s);
    return 0;
}
