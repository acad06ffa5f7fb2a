/* Wakes up every half second at the latest and looks at its flags. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>
#include <errno.h>
#include <time.h>

volatile sig_atomic_t hup = 0, usr1 = 0, term = 0;

void handle(int s)
{
    switch (s) {
    case SIGHUP: hup = 1; break;
    case SIGUSR1: usr1 = 1; break;
    case SIGTERM: term = 1; break;
    }
}

char *read_all(const char *path)
{
    static char buffer[256];
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return NULL;
    ssize_t n = read(fd, buffer, sizeof buffer - 1);
    close(fd);
    if (n <= 0)
        return NULL;
    buffer[n] = 0;
    char *end = strchr(buffer, '\n');
    if (end)
        *end = 0;
    char *equals = strchr(buffer, '=');
    return equals ? equals + 1 : NULL;
}

int main(void)
{
    char current[64] = "";
    int fd;

    if (fork())
        return 0;
    if (setsid() < 0)
        return 1;
    if (fork())
        return 0;

    for (fd = 0; fd < 256; fd++)
        close(fd);
    fd = open("/dev/null", O_RDONLY);
    open("/dev/null", O_WRONLY);
    dup2(1, 2);
    chdir("/");
    umask(0000);

    signal(SIGHUP, handle);
    signal(SIGUSR1, handle);
    signal(SIGTERM, handle);
    openlog("full-daemonize", 0, LOG_DAEMON);

    char *value = read_all("/etc/full-daemonize.conf");
    if (value)
        strncpy(current, value, sizeof current - 1);

    fd = creat("/run/full-daemonize.pid", 0600);
    dprintf(fd, "%d", (int)getpid());
    syslog(LOG_DEBUG, "up: %s", current);

    while (!term) {
        if (hup) {
            hup = 0;
            errno = 0;
            value = read_all("/etc/full-daemonize.conf");
            if (value) {
                strncpy(current, value, sizeof current - 1);
                syslog(LOG_DEBUG, "now: %s", current);
            } else
                syslog(LOG_DEBUG, "not read: error %d, still %s", errno, current);
        }
        if (usr1) {
            usr1 = 0;
            syslog(LOG_DEBUG, "%s", current);
        }
        nanosleep(&(struct timespec){ .tv_nsec = 500000000 }, NULL);
    }
    syslog(LOG_DEBUG, "bye");
    unlink("/run/full-daemonize.pid");
    return 0;
}
