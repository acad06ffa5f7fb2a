/* Leaves memory to the kernel that no process has to answer for: the buffers of as many sockets as it can have. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char chunk[1 << 16];

int main(void)
{
    int pair[2];
    memset(chunk, 'x', sizeof chunk);
    for (int processes = 1; processes < 8 && fork() == 0; processes++)
        ;
    while (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0)
        for (int end = 0; end < 2; end++)
            while (write(pair[end], chunk, sizeof chunk) > 0)
                ;
    for (;;)
        pause();
}
