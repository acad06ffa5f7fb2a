/* main 先锁上互斥锁，按回车以后才打开。期间用 ps 展示所有线程。 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

void *fun(void *arg)
{
    int id = *(int *)arg;
    printf("第%d个线程，线程号%d，进程号%d\n", id, (int)gettid(), (int)getpid());
    pthread_mutex_lock(&m);
    pthread_mutex_unlock(&m);
    return NULL;
}

int main(int argc, char *argv[])
{
    int n = atoi(argv[argc - 1]);
    pthread_t *tid = (pthread_t *)malloc(sizeof(pthread_t) * n);
    int *id = (int *)malloc(sizeof(int) * n);
    int i;
    char cmd[100];

    pthread_mutex_lock(&m);
    for (i = 0; i < n; i++) {
        id[i] = i + 1;
        if (pthread_create(&tid[i], NULL, fun, &id[i]) != 0) {
            printf("创建失败\n");
            exit(1);
        }
    }
    sprintf(cmd, "ps -L -o pid,lwp,stat,comm -p %d", getpid());
    system(cmd);
    printf("按回车结束\n");
    getchar();
    pthread_mutex_unlock(&m);
    for (i = 0; i < n; i++)
        pthread_join(tid[i], NULL);
    return 0;
}
