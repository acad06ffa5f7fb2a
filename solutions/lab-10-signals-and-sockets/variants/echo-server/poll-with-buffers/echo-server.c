/* One process and poll; what a client does not take yet is kept for it, however much it is. SIGTERM comes by a pipe. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define MAX 100

struct kept {
    char *data;
    size_t length;
    int ended;
};

static int wake[2];

static void on_term(int sig)
{
    int saved = errno;
    if (write(wake[1], &sig, 1) == -1)
        abort();
    errno = saved;
}

/* 1: is there anything left to do for this client? */
static int work(int fd, struct kept *kept, short events)
{
    char buffer[8192];

    if (events & (POLLIN | POLLHUP | POLLERR) && !kept->ended) {
        ssize_t n = read(fd, buffer, sizeof buffer);
        if (n == -1 && errno != EAGAIN)
            return 0;
        if (n == 0)
            kept->ended = 1;
        if (n > 0) {
            kept->data = realloc(kept->data, kept->length + n);
            memcpy(kept->data + kept->length, buffer, n);
            kept->length += n;
        }
    }
    if (kept->length > 0) {
        ssize_t n = write(fd, kept->data, kept->length);
        if (n == -1 && errno != EAGAIN)
            return 0;
        if (n > 0) {
            kept->length -= n;
            memmove(kept->data, kept->data + n, kept->length);
        }
    }
    return !(kept->ended && kept->length == 0);
}

int main(int argc, char *argv[])
{
    struct sockaddr_un sa = {.sun_family = AF_UNIX};
    struct pollfd fds[MAX];
    struct kept kept[MAX];
    int n = 2;

    if (argc != 2 || strlen(argv[1]) >= sizeof sa.sun_path)
        return 1;
    strcpy(sa.sun_path, argv[1]);
    signal(SIGPIPE, SIG_IGN);

    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (connect(probe, (struct sockaddr *)&sa, sizeof sa) == 0 || errno == EAGAIN) {
        fprintf(stderr, "there is a server at %s\n", argv[1]);
        return 1;
    }
    if (errno == ECONNREFUSED)
        unlink(argv[1]);
    close(probe);

    int ls = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (bind(ls, (struct sockaddr *)&sa, sizeof sa) == -1 || listen(ls, 50) == -1) {
        perror(argv[1]);
        return 1;
    }
    if (pipe2(wake, O_CLOEXEC) == -1)
        return 1;
    struct sigaction act = {.sa_handler = on_term};
    sigaction(SIGTERM, &act, NULL);

    fds[0] = (struct pollfd){.fd = wake[0], .events = POLLIN};
    fds[1] = (struct pollfd){.fd = ls, .events = POLLIN};
    for (;;) {
        for (int i = 2; i < n; i++)
            fds[i].events = (kept[i].ended ? 0 : POLLIN) | (kept[i].length > 0 ? POLLOUT : 0);
        if (poll(fds, n, -1) == -1)
            continue;
        if (fds[0].revents)
            break;
        for (int i = n - 1; i >= 2; i--) {
            if (fds[i].revents == 0 || work(fds[i].fd, &kept[i], fds[i].revents))
                continue;
            close(fds[i].fd);
            free(kept[i].data);
            fds[i] = fds[n - 1];
            kept[i] = kept[n - 1];
            n--;
        }
        if (fds[1].revents && n < MAX) {
            int c = accept4(ls, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (c >= 0) {
                fds[n] = (struct pollfd){.fd = c};
                kept[n++] = (struct kept){0};
            }
        }
    }
    unlink(argv[1]);
    return 0;
}
