/* 两个线程各打印五行，交替进行。 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *fun(void *arg)
{
    int i;
    for (i = 0; i < 5; i++) {
        printf("子线程：%s，第%d次\n", (char *)arg, i);
        usleep(10000);
    }
    return NULL;
}

int main(int argc, char *argv[])
{
    pthread_t id;
    int i, ret = pthread_create(&id, NULL, fun, "你好");
    if (ret != 0) {
        printf("创建线程失败：%d\n", ret);
        exit(1);
    }
    for (i = 0; i < 5; i++) {
        printf("主线程：第%d次\n", i);
        usleep(10000);
    }
    pthread_join(id, NULL);
    return 0;
}
