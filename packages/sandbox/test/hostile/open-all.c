/* Opens descriptors until it can open no more. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    int last = 2;
    for (int fd; (fd = open("/dev/null", O_RDONLY)) >= 0;)
        last = fd;
    printf("%s after %d\n", strerrorname_np(errno), last);
    fflush(stdout);
    for (;;)
        pause();
}
