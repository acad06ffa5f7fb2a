/* select, with time-outs to look at a flag; each client has one buffer, and is left alone while that is full. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static struct {
    int used, eof, len;
    char buf[1000];
} cl[FD_SETSIZE];

static volatile sig_atomic_t stop;

static void term(int s)
{
    (void)s;
    stop = 1;
}

static int lock_path(const char *path)
{
    char name[200];
    struct flock region = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    snprintf(name, sizeof name, "%s.pid", path);
    int fd = open(name, O_RDWR | O_CREAT, 0666);
    if (fd == -1 || fcntl(fd, F_SETLK, &region) == -1) {
        perror(name);
        return -1;
    }
    dprintf(fd, "%ld\n", (long)getpid());
    return fd;
}

int main(int argc, char *argv[])
{
    struct sockaddr_un un;
    int s, fd, max;

    if (argc != 2 || lock_path(argv[1]) == -1)
        exit(1);
    signal(SIGTERM, term);
    signal(SIGPIPE, SIG_IGN);
    memset(&un, 0, sizeof un);
    un.sun_family = AF_UNIX;
    strncpy(un.sun_path, argv[1], sizeof un.sun_path - 1);
    s = socket(AF_UNIX, SOCK_STREAM, 0);
    unlink(argv[1]);
    umask(0177);
    if (bind(s, (struct sockaddr *)&un, sizeof un) == -1 || listen(s, 3) == -1) {
        perror("bind/listen");
        exit(1);
    }
    printf("echo-server %ld: %s\n", (long)getpid(), argv[1]);
    while (!stop) {
        fd_set r, w;
        struct timeval tv = {0, 200000};
        FD_ZERO(&r);
        FD_ZERO(&w);
        FD_SET(s, &r);
        max = s;
        for (fd = 0; fd < FD_SETSIZE; fd++) {
            if (!cl[fd].used)
                continue;
            if (cl[fd].len > 0)
                FD_SET(fd, &w);
            if (cl[fd].len < (int)sizeof cl[fd].buf && !cl[fd].eof)
                FD_SET(fd, &r);
            if (fd > max)
                max = fd;
        }
        if (select(max + 1, &r, &w, NULL, &tv) <= 0)
            continue;
        for (fd = 0; fd <= max; fd++) {
            int n;
            if (!cl[fd].used)
                continue;
            if (FD_ISSET(fd, &r)) {
                n = read(fd, cl[fd].buf + cl[fd].len, sizeof cl[fd].buf - cl[fd].len);
                if (n > 0)
                    cl[fd].len += n;
                else if (n == 0)
                    cl[fd].eof = 1;
                else if (errno != EAGAIN)
                    cl[fd].eof = 1, cl[fd].len = 0;
            }
            if (FD_ISSET(fd, &w)) {
                n = write(fd, cl[fd].buf, cl[fd].len);
                if (n > 0)
                    memmove(cl[fd].buf, cl[fd].buf + n, cl[fd].len -= n);
                else if (errno != EAGAIN)
                    cl[fd].eof = 1, cl[fd].len = 0;
            }
            if (cl[fd].eof && cl[fd].len == 0) {
                close(fd);
                cl[fd].used = 0;
            }
        }
        if (FD_ISSET(s, &r) && (fd = accept(s, NULL, NULL)) >= 0) {
            fcntl(fd, F_SETFL, O_NONBLOCK);
            cl[fd].used = 1;
            cl[fd].eof = cl[fd].len = 0;
        }
    }
    unlink(argv[1]);
    return 0;
}
