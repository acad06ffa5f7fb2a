/* SIGCHLD is blocked and read from a descriptor, signalfd(2). */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

static void watch(int epoll, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

int main(void)
{
    sigset_t chld, before;
    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    sigprocmask(SIG_BLOCK, &chld, &before);
    int signals = signalfd(-1, &chld, SFD_CLOEXEC), epoll = epoll_create1(0);
    watch(epoll, signals);
    watch(epoll, STDIN_FILENO);

    for (int i = 4; i > 0; i--) {
        if (fork() == 0) {
            sigprocmask(SIG_SETMASK, &before, NULL);
            if (i < 4)
                sigsuspend(&before);
            _exit(i);
        }
    }

    for (;;) {
        struct epoll_event event;
        int n = epoll_wait(epoll, &event, 1, -1);
        if (n == -1 && errno == EINTR)
            continue;
        if (n != 1)
            return 1;
        if (event.data.fd == signals) {
            struct signalfd_siginfo info;
            siginfo_t who;
            if (read(signals, &info, sizeof info) != sizeof info)
                return 1;
            do
                memset(&who, 0, sizeof who);
            while (waitid(P_ALL, 0, &who, WEXITED | WNOHANG) == 0 && who.si_pid != 0);
        } else {
            char line[128];
            ssize_t length = read(STDIN_FILENO, line, sizeof line);
            if (length <= 0)
                break;
            for (char *c = line; c < line + length; c++)
                *c = toupper((unsigned char)*c);
            dprintf(STDOUT_FILENO, "> %.*s", (int)length, line);
        }
    }
    return 0;
}
