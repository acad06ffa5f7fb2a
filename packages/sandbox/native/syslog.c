#define _GNU_SOURCE
#include "syslog.h"

#include "report.h"

#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define SYSLOG_SOCKET "/run/systemd/journal/dev-log"
/* What a message costs the grader beside its text. */
#define SYSLOG_ENVELOPE 64

/* The kernel itself says who sent a datagram: SCM_CREDENTIALS, unix(7). */
void take_syslog(int socket_fd, long long most)
{
    static long long taken;
    char text[8192];
    union {
        char room[CMSG_SPACE(sizeof(struct ucred))];
        struct cmsghdr align;
    } control;
    struct iovec part = { text, sizeof text };
    struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };
    ssize_t n = recvmsg(socket_fd, &message, MSG_DONTWAIT);
    if (n < 0 || taken > most)
        return;
    taken += n + SYSLOG_ENVELOPE;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    struct ucred sender = { 0 };
    if (header && header->cmsg_type == SCM_CREDENTIALS)
        memcpy(&sender, CMSG_DATA(header), sizeof sender);
    SEND('s', text, n, monotonic_ns(), sender.pid);
    if (taken > most) {
        report_limit("output", taken);
        kill(-1, SIGKILL);
    }
}

int open_syslog(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = SYSLOG_SOCKET };
    int on = 1, fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    mkdir("/run/systemd", 0755);
    mkdir("/run/systemd/journal", 0755);
    setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0)
        return -1;
    chmod(SYSLOG_SOCKET, 0666);
    return fd;
}
