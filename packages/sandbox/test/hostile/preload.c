/* Gets a library of its own into what the grader runs: ld.so.preload, ld.so.cache, LD_PRELOAD, LD_AUDIT, and /etc moved away. */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const LIBRARY = "/home/student/forged.so";

/* A file of the submission's own stands in for a library: that it is asked for at all would be the breach. */
static int plant(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    return fd < 0 || write(fd, LIBRARY, strlen(LIBRARY)) < 0 ? -1 : close(fd);
}

int main(void)
{
    REFUSED("ld.so.preload", plant("/etc/ld.so.preload"));
    REFUSED("ld.so.cache", plant("/etc/ld.so.cache"));
    REFUSED("link-preload", (unlink("/etc/ld.so.preload"), symlink(LIBRARY, "/etc/ld.so.preload")));
    REFUSED("move-etc", rename("/etc", "/etc-old"));
    REFUSED("move-lib", rename("/lib", "/lib-old"));
    REFUSED("loader", open("/lib64/ld-linux-x86-64.so.2", O_WRONLY));
    REFUSED("libc", open("/usr/lib/x86_64-linux-gnu/libc.so.6", O_WRONLY));
    REFUSED("local-library", plant("/usr/local/lib/libproc2.so.0"));
    TRY("library", plant(LIBRARY));
    /* Whoever asks for it themselves gets it, and nobody else. */
    setenv("LD_PRELOAD", LIBRARY, 1);
    setenv("LD_AUDIT", LIBRARY, 1);
    setenv("LD_LIBRARY_PATH", "/home/student", 1);
    execl("/usr/bin/true", "true", NULL);
    return 1;
}
