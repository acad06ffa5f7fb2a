/* Tries to put something else in the place of what it is given, or of what the grader's ps rests on: by rename(2), then by unlink(2). */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    static char *usual[] = { "", "/usr/bin/ps", "/lib", "/usr", "/proc", "/etc", "/etc/ld.so.preload", "/etc/ld.so.cache" };
    int given = argc > 1, count = given ? argc : (int)(sizeof usual / sizeof *usual);
    for (int i = 1; i < count; i++) {
        const char *path = given ? argv[i] : usual[i];
        const char *renamed = rename(path, "/tmp/away") == 0 ? "done" : strerrorname_np(errno);
        const char *unlinked = unlink(path) == 0 ? "done" : strerrorname_np(errno);
        printf("%s %s %s\n", path, renamed, unlinked);
    }
    return 0;
}
