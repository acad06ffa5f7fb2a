/* Becomes somebody else: set-id files of the host's, one of its own, and every call that sets ids. */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

static int copy_self(const char *path)
{
    static char all[1 << 20];
    int from = open("/proc/self/exe", O_RDONLY), to = open(path, O_WRONLY | O_CREAT, 0755);
    ssize_t length = read(from, all, sizeof all);
    int done = length > 0 && write(to, all, length) == length && fchown(to, 0, 0) == 0 && fchmod(to, 06755) == 0;
    close(from);
    return close(to) == 0 && done ? 0 : -1;
}

static void capabilities(const char *who)
{
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (!strncmp(line, "CapEff", 6))
            printf("%s %s", who, strtoull(line + 7, NULL, 16) ? "BREACH\n" : "CapEff none\n");
    fflush(stdout);
}

/* Without a fork: one program becomes the next. */
int main(int argc, char *argv[])
{
    gid_t groups[] = { 0, 5 };
    (void)argv;
    if (argc > 1) {
        capabilities("own-set-id-file");
        execl("/usr/bin/su", "su", "-c", "grep -q 'CapEff:.*[1-9a-f]' /proc/self/status && echo BREACH; echo su ran", NULL);
        return 1;
    }
    REFUSED("setuid", setuid(1));
    REFUSED("setgid", setgid(1));
    REFUSED("setgroups", setgroups(2, groups));
    REFUSED("keep-capabilities", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 21, 0, 0));
    REFUSED("own-device", chmod("/dev/full", 0777));
    TRY("make-set-id-file", copy_self("own-set-id"));
    execl("./own-set-id", "own-set-id", "again", NULL);
    return 1;
}
