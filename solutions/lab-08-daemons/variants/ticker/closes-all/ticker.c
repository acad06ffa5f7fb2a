/* Closes up to the limit, as the books do, and reopens 0 to 2 on /dev/null; the steps come in another order. */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int daemonize(void)
{
    umask(002);
    if (chdir("/var/tmp") != 0)
        return -1;
    switch (fork()) {
    case -1:
        return -1;
    case 0:
        break;
    default:
        _exit(0);
    }
    for (long fd = sysconf(_SC_OPEN_MAX) - 1; fd >= 0; fd--)
        close((int)fd);
    if (open("/dev/null", O_RDWR) != 0 || dup(0) != 1 || dup(0) != 2)
        return -1;
    return setsid() == -1 ? -1 : 0;
}

int main(void)
{
    if (daemonize() == -1)
        return EXIT_FAILURE;
    for (int n = 0;; n++) {
        char name[32];
        snprintf(name, sizeof name, "f%05d", n);
        int fd = open(name, O_CREAT | O_WRONLY, 0644);
        if (fd != -1)
            close(fd);
        poll(NULL, 0, 3000);
    }
}
