/* One process and epoll, SIGTERM by signalfd; a client is read only when it has taken all that it was sent. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct conn {
    int fd;
    size_t from, to;
    char buf[65536];
};

static int ep;

static void watch(struct conn *c, uint32_t what, int op)
{
    struct epoll_event ev = {.events = what, .data.ptr = c};
    epoll_ctl(ep, op, c->fd, &ev);
}

static void drop(struct conn *c)
{
    close(c->fd);
    free(c);
}

static void flush(struct conn *c)
{
    while (c->from < c->to) {
        ssize_t n = send(c->fd, c->buf + c->from, c->to - c->from, MSG_NOSIGNAL);
        if (n == -1 && errno == EAGAIN) {
            watch(c, EPOLLOUT, EPOLL_CTL_MOD);
            return;
        }
        if (n == -1) {
            drop(c);
            return;
        }
        c->from += n;
    }
    watch(c, EPOLLIN, EPOLL_CTL_MOD);
}

static void ready(struct conn *c)
{
    if (c->from < c->to) {
        flush(c);
        return;
    }
    ssize_t n = recv(c->fd, c->buf, sizeof c->buf, 0);
    if (n == -1 && errno == EAGAIN)
        return;
    if (n <= 0) {
        drop(c);
        return;
    }
    c->from = 0;
    c->to = n;
    flush(c);
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fputs("用法：echo-server 路径\n", stderr);
        return 64;
    }
    char lockname[4096];
    snprintf(lockname, sizeof lockname, "%s.lck", argv[1]);
    int lock = open(lockname, O_CREAT | O_RDONLY | O_CLOEXEC, 0644);
    if (flock(lock, LOCK_EX | LOCK_NB) == -1) {
        puts("已有服务器在运行");
        return 1;
    }
    remove(argv[1]);

    sigset_t term;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, NULL);

    struct conn server = {.fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0)};
    struct conn signals = {.fd = signalfd(-1, &term, SFD_NONBLOCK)};
    struct sockaddr_un at = {AF_UNIX, ""};
    strncpy(at.sun_path, argv[1], sizeof at.sun_path - 1);
    if (bind(server.fd, (struct sockaddr *)&at, sizeof at) == -1) {
        perror("bind");
        return 1;
    }
    listen(server.fd, SOMAXCONN);
    ep = epoll_create1(EPOLL_CLOEXEC);
    watch(&server, EPOLLIN, EPOLL_CTL_ADD);
    watch(&signals, EPOLLIN, EPOLL_CTL_ADD);

    for (;;) {
        struct epoll_event evs[16];
        int n = epoll_wait(ep, evs, 16, -1);
        for (int i = 0; i < n; i++) {
            struct conn *c = evs[i].data.ptr;
            if (c == &signals) {
                unlink(argv[1]);
                return 0;
            }
            if (c != &server) {
                ready(c);
                continue;
            }
            int fd = accept4(server.fd, NULL, NULL, SOCK_NONBLOCK);
            if (fd == -1)
                continue;
            struct conn *new = malloc(sizeof *new);
            new->fd = fd;
            new->from = new->to = 0;
            watch(new, EPOLLIN, EPOLL_CTL_ADD);
        }
    }
}
