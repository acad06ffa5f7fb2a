/* As in APUE: daemonize first, then a record lock of fcntl; errors go to syslog. F_GETLK tells who has it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#define LOCKFILE "/var/run/single-instance.pid"
#define LOCKMODE (S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH)

static void daemonize(const char *cmd)
{
    struct rlimit rl;
    pid_t pid;

    umask(0);
    if (getrlimit(RLIMIT_NOFILE, &rl) < 0) exit(1);
    if ((pid = fork()) < 0) exit(1);
    else if (pid != 0) exit(0);
    setsid();
    signal(SIGHUP, SIG_IGN);
    if ((pid = fork()) < 0) exit(1);
    else if (pid != 0) exit(0);
    if (chdir("/") < 0) exit(1);
    if (rl.rlim_max == RLIM_INFINITY) rl.rlim_max = 1024;
    for (rlim_t i = 0; i < rl.rlim_max; i++) close(i);
    int fd0 = open("/dev/null", O_RDWR), fd1 = dup(0), fd2 = dup(0);
    openlog(cmd, LOG_CONS, LOG_DAEMON);
    if (fd0 != 0 || fd1 != 1 || fd2 != 2) {
        syslog(LOG_ERR, "unexpected file descriptors %d %d %d", fd0, fd1, fd2);
        exit(1);
    }
}

static int lockfile(int fd)
{
    struct flock fl;
    fl.l_type = F_WRLCK;
    fl.l_start = 0;
    fl.l_whence = SEEK_SET;
    fl.l_len = 0;
    return fcntl(fd, F_SETLK, &fl);
}

static int already_running(void)
{
    char buf[16];
    int fd = open(LOCKFILE, O_RDWR | O_CREAT, LOCKMODE);
    if (fd < 0) {
        syslog(LOG_ERR, "can't open %s: %s", LOCKFILE, strerror(errno));
        exit(1);
    }
    if (lockfile(fd) < 0) {
        if (errno == EACCES || errno == EAGAIN) {
            struct flock who = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
            fcntl(fd, F_GETLK, &who);
            syslog(LOG_ERR, "daemon already running as %d", (int)who.l_pid);
            close(fd);
            return 1;
        }
        syslog(LOG_ERR, "can't lock %s: %s", LOCKFILE, strerror(errno));
        exit(1);
    }
    if (ftruncate(fd, 0) < 0) exit(1);
    sprintf(buf, "%ld", (long)getpid());
    write(fd, buf, strlen(buf) + 1);
    return 0;
}

int main(int argc, char *argv[])
{
    (void)argc;
    daemonize(argv[0]);
    if (already_running())
        exit(1);
    for (;;)
        sleep(60);
}
