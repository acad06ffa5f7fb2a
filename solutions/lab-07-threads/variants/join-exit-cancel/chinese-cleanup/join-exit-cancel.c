/* 中文输出；第三个线程带清理函数，在管道上读。 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int fd[2];

void clean(void *arg)
{
    printf("清理：%s\n", (char *)arg);
}

void *fun1(void *arg)
{
    printf("线程1，线程号%d\n", gettid());
    return (void *)(long)gettid();
}

void *fun2(void *arg)
{
    long id = gettid();
    printf("线程2，线程号%ld\n", id);
    pthread_exit((void *)id);
}

void *fun3(void *arg)
{
    char c;
    pthread_cleanup_push(clean, "第三个线程");
    read(fd[0], &c, 1);
    pthread_cleanup_pop(0);
    return NULL;
}

int main(void)
{
    pthread_t a, b, c;
    void *ret;

    pipe(fd);
    if (pthread_create(&a, NULL, fun1, NULL) || pthread_create(&b, NULL, fun2, NULL) ||
        pthread_create(&c, NULL, fun3, NULL)) {
        printf("创建线程失败\n");
        return 1;
    }
    pthread_join(b, &ret);
    printf("线程2的返回值：%ld\n", (long)ret);
    pthread_join(a, &ret);
    printf("线程1的返回值：%ld\n", (long)ret);
    getchar();
    pthread_cancel(c);
    pthread_join(c, &ret);
    if (ret == PTHREAD_CANCELED)
        printf("线程3被取消\n");
    return 0;
}
