// openpty(3) opens both ends with O_NOCTTY, so the terminal is asked for by TIOCSCTTY; a process that leads no session gets EPERM.
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *where(int fd, char *buffer, size_t size)
{
    char name[64];
    sprintf(name, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(name, buffer, size - 1);
    if (n < 0)
        return "closed";
    buffer[n] = 0;
    return buffer;
}

int main(int argc, char **argv)
{
    int early = open("/tmp/library-daemon.early", O_RDWR | O_CREAT | O_TRUNC, 0666);
    if (argc < 3 || early < 0)
        return 2;
    if (daemon(argv[1][0] == '1', argv[2][0] == '1') < 0)
        return 1;
    if (argc == 4) {
        if (fork() != 0)
            _exit(0);
        umask(0);
        for (int fd = getdtablesize() - 1; fd > 2; fd--)
            close(fd);
    }

    int master, slave;
    openpty(&master, &slave, NULL, NULL, NULL);
    ioctl(slave, TIOCSCTTY, 0);

    char a[4096];
    int out = open("/tmp/library-daemon.report", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    int tty = open("/dev/tty", O_RDONLY);
    mode_t mask = umask(077);
    umask(mask);
    dprintf(out, "early = %s\n", fcntl(early, F_GETFD) == -1 || early == master || argc == 4 ? "closed" : "open");
    for (int fd = 0; fd <= 2; fd++)
        dprintf(out, "%d = %s\n", fd, where(fd, a, sizeof a));
    dprintf(out, "umask = 0%o\n", mask);
    dprintf(out, "cwd = %s\n", getcwd(a, sizeof a));
    dprintf(out, "tty = %s\n", tty < 0 ? "no" : "yes");
    dprintf(out, "sid = %d\npid = %d\n", getsid(getpid()), getpid());
    close(tty);
    pause();
    return 0;
}
