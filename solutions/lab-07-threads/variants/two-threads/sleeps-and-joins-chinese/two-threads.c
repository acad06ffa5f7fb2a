/* 两个线程都慢慢来；主线程睡醒以后才 join。 */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *speak(void *nothing)
{
    puts("子线程：开始");
    usleep(300000);
    puts("子线程：完了");
    return nothing;
}

int main(void)
{
    pthread_t thread;

    if (pthread_create(&thread, NULL, speak, NULL) != 0)
        return 1;
    sleep(1);
    puts("主线程：我睡了一秒");
    pthread_join(thread, NULL);
    return 0;
}
