/* 栈只要 16 KiB，个数还是一样：限制不在内存。 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int fd[2];

static void *fun(void *arg)
{
    char c;
    read(fd[0], &c, 1);
    return NULL;
}

int main(void)
{
    pthread_attr_t attr;
    pthread_t *tid = NULL;
    int n = 0, ret;

    pipe(fd);
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, 16384);
    for (;;) {
        tid = realloc(tid, (n + 1) * sizeof(pthread_t));
        ret = pthread_create(&tid[n], &attr, fun, NULL);
        if (ret != 0)
            break;
        n++;
    }
    printf("创建了%d个线程\n", n);
    printf("错误号：%d%s\n", ret, ret == EAGAIN ? "（EAGAIN）" : "");
    close(fd[1]);
    while (n-- > 0)
        pthread_join(tid[n], NULL);
    return 0;
}
