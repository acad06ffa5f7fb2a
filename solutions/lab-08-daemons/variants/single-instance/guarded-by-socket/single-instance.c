/* 锁是一个抽象的 UNIX 套接字名：内核保证只有一个能 bind，进程结束就消失。文件只用来写 PID，写好再改名换上去。 */
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define PIDFILE "/var/run/single-instance.pid"

int main()
{
    struct sockaddr_un name = { .sun_family = AF_UNIX, .sun_path = "\0single-instance" };
    int s = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (bind(s, (struct sockaddr *)&name, offsetof(struct sockaddr_un, sun_path) + sizeof "single-instance") < 0) {
        FILE *f = fopen(PIDFILE, "r");
        long pid = 0;
        if (f)
            fscanf(f, "%ld", &pid);
        printf("single-instance 已在运行，PID %ld\n", pid);
        return 2;
    }
    if (fork())
        exit(0);
    setsid();
    umask(022);
    chdir("/");
    freopen("/dev/null", "r", stdin);
    freopen("/dev/null", "w", stdout);
    freopen("/dev/null", "w", stderr);
    FILE *f = fopen(PIDFILE ".new", "w");
    fprintf(f, "%d\n", (int)getpid());
    fclose(f);
    rename(PIDFILE ".new", PIDFILE);
    while (1)
        pause();
}
