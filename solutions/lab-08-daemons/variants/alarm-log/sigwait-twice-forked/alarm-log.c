/* 没有处理函数：阻塞 SIGALRM，用 sigwait 取走；fork 两次 */
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/time.h>

void daemonize(void)
{
    pid_t pid;
    int i;
    umask(0);
    if ((pid = fork()) < 0) exit(1);
    else if (pid != 0) exit(0);
    setsid();
    if ((pid = fork()) < 0) exit(1);
    else if (pid != 0) exit(0);
    chdir("/");
    for (i = 0; i < getdtablesize(); i++)
        close(i);
    open("/dev/null", O_RDWR);
    dup(0);
    dup(0);
}

int main(void)
{
    sigset_t set;
    int sig;
    FILE *fp;
    struct itimerval tm = {{1, 0}, {1, 0}};

    daemonize();
    sigemptyset(&set);
    sigaddset(&set, SIGALRM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    fp = fopen("/tmp/alarm.log", "a");
    if (!fp) exit(1);
    setitimer(ITIMER_REAL, &tm, NULL);
    for (;;) {
        time_t t;
        struct tm *l;
        sigwait(&set, &sig);
        t = time(NULL);
        l = localtime(&t);
        fprintf(fp, "现在是 %d年%d月%d日 %02d时%02d分%02d秒\n", l->tm_year + 1900, l->tm_mon + 1, l->tm_mday,
                l->tm_hour, l->tm_min, l->tm_sec);
        fflush(fp);
    }
}
