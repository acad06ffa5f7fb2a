/* Tries to put something else in the place of what it is given: first by rename(2), then by unlink(2). */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    for (int i = 1; i < argc; i++) {
        const char *renamed = rename(argv[i], "/tmp/away") == 0 ? "done" : strerrorname_np(errno);
        const char *unlinked = unlink(argv[i]) == 0 ? "done" : strerrorname_np(errno);
        printf("%s %s %s\n", argv[i], renamed, unlinked);
    }
    return 0;
}
