/* Looks for a way out by every family of sockets: TCP and UDP, raw packets, a device of its own, those of virtual machines. */
#define _GNU_SOURCE
#include "attempt.h"
#include "host.h"
#include <arpa/inet.h>
#include <linux/if_tun.h>
#include <linux/vm_sockets.h>
#include <fcntl.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static int reach(int type, const char *host, int port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };
    int fd = socket(AF_INET, type, 0);
    inet_pton(AF_INET, host, &address.sin_addr);
    return connect(fd, (struct sockaddr *)&address, sizeof address) == 0 ? (int)send(fd, "x", 1, MSG_NOSIGNAL) : -1;
}

static int reach6(int port)
{
    struct sockaddr_in6 address = { .sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_addr = IN6ADDR_LOOPBACK_INIT };
    return connect(socket(AF_INET6, SOCK_STREAM, 0), (struct sockaddr *)&address, sizeof address);
}

static int reach_machine(void)
{
    struct sockaddr_vm host = { .svm_family = AF_VSOCK, .svm_cid = VMADDR_CID_LOCAL, .svm_port = HOST_PORT };
    int fd = socket(AF_VSOCK, SOCK_STREAM, 0);
    return fd < 0 ? -1 : connect(fd, (struct sockaddr *)&host, sizeof host);
}

static int up(const char *name)
{
    struct ifreq device = { .ifr_flags = IFF_UP };
    strcpy(device.ifr_name, name);
    return ioctl(socket(AF_INET, SOCK_DGRAM, 0), SIOCSIFFLAGS, &device);
}

int main(void)
{
    REFUSED("tcp", reach(SOCK_STREAM, "127.0.0.1", HOST_PORT));
    REFUSED("tcp-host", reach(SOCK_STREAM, HOST_ADDRESS, HOST_PORT));
    REFUSED("tcp6", reach6(HOST_PORT));
    /* The first datagram is lost without a word; the answer to it comes with the second, udp(7). */
    TRY("udp", reach(SOCK_DGRAM, "127.0.0.1", HOST_PORT));
    REFUSED("raw", socket(AF_INET, SOCK_RAW, IPPROTO_ICMP));
    REFUSED("packet", socket(AF_PACKET, SOCK_RAW, 0));
    REFUSED("vsock", reach_machine());
    REFUSED("alg", socket(AF_ALG, SOCK_SEQPACKET, 0));
    REFUSED("interface-up", up("lo"));
    REFUSED("tunnel", open("/dev/net/tun", O_RDWR));
    return 0;
}
