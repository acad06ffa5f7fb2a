/* Writes a verdict to every descriptor that it has or can open of others, in the grader's own language as well. */
#define _GNU_SOURCE
#include "attempt.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* An event of PID 1: a length of four bytes, a letter, fields: the program ended well. */
static const char forged[] = "\x0b\0\0\0e0\0" "99\0" "0\0" "1\0";

static long at_pid(long pid, int fd)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/fd/%d", pid, fd);
    int opened = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY);
    return opened < 0 ? -1 : write(opened, forged, sizeof forged);
}

int main(void)
{
    int inherited = 0;
    for (int fd = 3; fd < 1024; fd++)
        inherited += write(fd, forged, sizeof forged) > 0;
    printf("inherited %s\n", inherited ? "BREACH" : "none");
    for (int fd = 3; fd < 8; fd++) {
        REFUSED("init", at_pid(1, fd));
        REFUSED("shell", at_pid(getppid(), fd));
    }
    return 0;
}
