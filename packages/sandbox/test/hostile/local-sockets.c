/* Looks for the host's own services: an abstract socket, a socket in its files, D-Bus, Docker, X11. */
#define _GNU_SOURCE
#include "attempt.h"
#include "host.h"
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

static int reach(int abstract, const char *name)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    strncpy(address.sun_path + abstract, name, sizeof address.sun_path - 2);
    return connect(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&address,
                   offsetof(struct sockaddr_un, sun_path) + abstract + strlen(name));
}

int main(void)
{
    REFUSED("abstract", reach(1, HOST_ABSTRACT));
    REFUSED("abstract-x11", reach(1, "/tmp/.X11-unix/X0"));
    REFUSED("path", reach(0, HOST_SOCKET));
    REFUSED("bus", reach(0, "/run/dbus/system_bus_socket"));
    REFUSED("docker", reach(0, "/var/run/docker.sock"));
    REFUSED("systemd", reach(0, "/run/systemd/private"));
    return 0;
}
