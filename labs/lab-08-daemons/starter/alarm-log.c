/*
 * alarm-log: a daemon that appends a line with the time to a log each second, when SIGALRM comes.
 * alarm-log：守护进程，每秒收到 SIGALRM 时在日志末尾追加一行时间。
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#define LOG "/tmp/alarm.log"
#define SECONDS 1

static void become_daemon(void)
{
    // 与 ticker 相同的五步 / the five steps of ticker
}

int main(void)
{
    // 打开 LOG（追加），出错时还看得见 / open LOG for appending, while errors can still be seen

    become_daemon();

    // 1. SIGALRM 的处理函数，用 sigaction 安装 / a handler for SIGALRM, installed with sigaction

    // 2. setitimer：每 SECONDS 秒一个 SIGALRM / setitimer: a SIGALRM every SECONDS seconds

    // 3. 等待信号；每来一个，写一行时间 / wait for the signal; each time it comes, write a line with the time
    return EXIT_SUCCESS;
}
