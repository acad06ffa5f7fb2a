/* Sends messages to the log without end, of this length: syslog-flood [BYTES]. */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(int argc, char *argv[])
{
    struct sockaddr_un log = { .sun_family = AF_UNIX, .sun_path = "/dev/log" };
    char text[4096];
    size_t length = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    memset(text, 'x', sizeof text);
    for (;;)
        sendto(fd, text, length, 0, (struct sockaddr *)&log, sizeof log);
}
