/* Looks for a secret in every file that it can open, and in the environments and command lines of all processes. */
#define _GNU_SOURCE
#include "attempt.h"
#include "host.h"
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static long looked;

static void look_into(const char *path)
{
    static char content[1 << 16];
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    ssize_t n = fd < 0 ? -1 : read(fd, content, sizeof content);
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return;
    looked++;
    char *found = memmem(content, n, HOST_SECRET, strlen(HOST_SECRET));
    if (found && found + 64 < content + n)
        printf("found %.64s\n", found);
}

static int visit(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)place;
    if (type == FTW_D && (!strcmp(path, "/usr") || !strcmp(path, "/proc") || !strcmp(path, "/lib")))
        return FTW_SKIP_SUBTREE;
    if (S_ISREG(status->st_mode))
        look_into(path);
    return FTW_CONTINUE;
}

int main(void)
{
    static const char *const paths[] = { HOST_HOME, HOST_REPOSITORY, HOST_SUBMISSIONS, "/proc/1/root" HOST_HOME };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        REFUSED("folder", opendir(paths[i]) ? 0 : -1);
    REFUSED("shadow", open("/etc/shadow", O_RDONLY));
    REFUSED("solutions", open(HOST_REFERENCE, O_RDONLY));
    nftw("/", visit, 32, FTW_PHYS | FTW_ACTIONRETVAL);
    DIR *proc = opendir("/proc");
    for (struct dirent *entry; (entry = readdir(proc));) {
        char path[300];
        snprintf(path, sizeof path, "/proc/%s/environ", entry->d_name);
        look_into(path);
        snprintf(path, sizeof path, "/proc/%s/cmdline", entry->d_name);
        look_into(path);
    }
    extern char **environ;
    for (char **variable = environ; *variable; variable++)
        puts(*variable);
    printf("looked into %s\n", looked > 5 ? "files" : "nothing");
    return 0;
}
