/* Plants itself wherever a machine starts things: cron, at, init, systemd, profiles, a user's own units, autostart. */
#define _GNU_SOURCE
#include "attempt.h"
#include "host.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int plant(const char *path)
{
    char folder[256];
    snprintf(folder, sizeof folder, "%s", path);
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        mkdir(folder, 0755);
        *slash = '/';
    }
    int fd = open(path, O_WRONLY | O_CREAT, 0755);
    return fd < 0 ? -1 : dprintf(fd, "* * * * * root /home/student/siblings # %s\n", HOST_MARK) < 0 ? -1 : close(fd);
}

int main(void)
{
    /* All of them are there, but in a disk that is thrown away; and inside it nobody reads them. */
    static const char *const hooks[] = {
        "/etc/cron.d/" HOST_MARK, "/var/spool/cron/crontabs/root", "/var/spool/cron/atjobs/" HOST_MARK, "/etc/rc.local", "/etc/init.d/" HOST_MARK,
        "/etc/systemd/system/" HOST_MARK ".service", "/etc/profile.d/" HOST_MARK ".sh", "/root/.bashrc", "/root/.config/systemd/user/" HOST_MARK ".service",
    };
    for (size_t i = 0; i < sizeof hooks / sizeof *hooks; i++)
        TRY("plant", plant(hooks[i]));
    TRY("plant", plant(HOST_HOME "/.bashrc"));
    REFUSED("usr", plant("/usr/lib/systemd/system/" HOST_MARK ".service"));
    return 0;
}
