/* 讲义程序的改正：处理函数什么也不做，pause 被打断后由主循环打开、追加、关闭；第一次等 3 秒 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

void nothing(int signo)
{
    (void)signo;
}

void put(void)
{
    char line[100];
    time_t t;
    time(&t);
    struct tm *p = localtime(&t);
    int fd = open("/tmp/alarm.log", O_RDWR | O_APPEND | O_CREAT, 0644);
    if (fd < 0)
        return;
    snprintf(line, sizeof(line), "[%d:%02d:%02d %s] tick %ld\n", p->tm_hour % 12 == 0 ? 12 : p->tm_hour % 12,
             p->tm_min, p->tm_sec, p->tm_hour < 12 ? "AM" : "PM", (long)getpid());
    write(fd, line, strlen(line));
    close(fd);
}

int main()
{
    pid_t p;
    printf("父进程的pid是%d\n", getpid());
    p = fork();
    if (p < 0) {
        perror("fork");
        return -1;
    }
    if (p > 0)
        return 1;
    sleep(1);
    setsid();
    if (chdir("/var") < 0)
        return 1;
    umask(0);
    close(0);
    close(1);
    close(2);
    signal(SIGALRM, nothing);
    struct itimerval tm;
    tm.it_interval.tv_sec = 1;
    tm.it_interval.tv_usec = 0;
    tm.it_value.tv_sec = 3;
    tm.it_value.tv_usec = 0;
    setitimer(ITIMER_REAL, &tm, NULL);
    while (1) {
        pause();
        put();
    }
}
