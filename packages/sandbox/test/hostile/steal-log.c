/* Takes the place of the log's socket, and sends messages that pretend to be PID 1's: unix(7), SCM_CREDENTIALS. */
#define _GNU_SOURCE
#include "attempt.h"
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char path[] = "/run/systemd/journal/dev-log";

static int send_as(pid_t pid)
{
    char text[] = "<6>grader: 100 points";
    struct sockaddr_un log = { .sun_family = AF_UNIX, .sun_path = "/dev/log" };
    struct ucred sender = { .pid = pid };
    char room[CMSG_SPACE(sizeof sender)] = { 0 };
    struct iovec part = { text, sizeof text - 1 };
    struct msghdr message = { .msg_name = &log, .msg_namelen = sizeof log, .msg_iov = &part, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room };
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    *header = (struct cmsghdr){ .cmsg_len = CMSG_LEN(sizeof sender), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_CREDENTIALS };
    memcpy(CMSG_DATA(header), &sender, sizeof sender);
    return sendmsg(socket(AF_UNIX, SOCK_DGRAM, 0), &message, 0);
}

int main(void)
{
    struct sockaddr_un mine = { .sun_family = AF_UNIX };
    strcpy(mine.sun_path, path);
    REFUSED("as-init", send_as(1));
    REFUSED("unlink-dev-log", unlink("/dev/log"));
    TRY("unlink", unlink(path));
    TRY("bind", bind(socket(AF_UNIX, SOCK_DGRAM, 0), (struct sockaddr *)&mine, sizeof mine));
    return 0;
}
