/* Tries to reach somebody outside: reach PORT NAME-OF-AN-ABSTRACT-SOCKET ADDRESS-OF-THE-HOST. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

static void reach(const char *what, int family, const void *address, socklen_t length)
{
    int fd = socket(family, SOCK_STREAM, 0);
    int reached = connect(fd, address, length) == 0;
    printf("%s %s\n", what, reached ? "reached" : strerrorname_np(errno));
}

int main(int argc, char *argv[])
{
    struct sockaddr_in tcp = { .sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 0) };
    struct sockaddr_un local = { .sun_family = AF_UNIX };

    tcp.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    reach("loopback", AF_INET, &tcp, sizeof tcp);
    if (argc > 3 && inet_pton(AF_INET, argv[3], &tcp.sin_addr) == 1)
        reach("host", AF_INET, &tcp, sizeof tcp);
    if (argc > 2) {
        strncpy(local.sun_path + 1, argv[2], sizeof local.sun_path - 2);
        reach("abstract", AF_UNIX, &local, offsetof(struct sockaddr_un, sun_path) + 1 + strlen(argv[2]));
    }
    return 0;
}
