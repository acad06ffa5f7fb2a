/*
 * single-instance: a daemon of which only one runs at a time; a lock on a file with its PID sees to that.
 * single-instance：同一时刻只运行一个的守护进程，靠的是写有其 PID 的文件上的一把锁。
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <syslog.h>
#include <unistd.h>

#define LOCK_FILE "/var/run/single-instance.pid"

static void become_daemon(void)
{
    // 与 ticker 相同的五步 / the five steps of ticker
}

int main(void)
{
    // 得到锁的才是唯一的实例；得不到就说出谁在运行，然后结束
    // Whoever gets the lock is the one instance; who does not says which one is running, and ends

    become_daemon();

    // 把守护进程自己的 PID 写进锁文件 / write the PID of the daemon itself into the lock file

    // 然后只是等待 / then it just waits
    for (;;)
        pause();
}
