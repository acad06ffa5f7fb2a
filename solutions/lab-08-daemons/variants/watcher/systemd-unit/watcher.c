/* Room for one long event or a few short ones; read gives those that fit, and the next call the rest. Standard output is the log. */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void stamp(void)
{
    char text[64];
    time_t now = time(NULL);
    strftime(text, sizeof text, "%x %r", localtime(&now));
    printf("%s ", text);
}

int main(int argc, char *argv[])
{
    union {
        struct inotify_event event;
        char room[sizeof(struct inotify_event) + NAME_MAX + 1];
    } u;
    char *folder = argc > 1 ? realpath(argv[1], NULL) : NULL;

    if (folder == NULL) {
        int error = errno;
        freopen("/var/log/watcher.log", "a", stdout);
        stamp();
        printf("%s: errno %d\n", argc > 1 ? argv[1] : "no argument", error);
        return 1;
    }
    if (fork() || setsid() < 0)
        _exit(0);
    freopen("/dev/null", "r", stdin);
    freopen("/var/log/watcher.log", "a", stdout);
    dup2(1, 2);
    setvbuf(stdout, NULL, _IOLBF, 0);
    umask(0);
    if (chdir("/"))
        return 1;

    int fd = inotify_init();
    inotify_add_watch(fd, folder, IN_MOVE | IN_CREATE | IN_DELETE | IN_MODIFY);
    stamp();
    printf("%s is watched\n", folder);
    for (ssize_t got; (got = read(fd, &u, sizeof u)) > 0;)
        for (char *next = u.room; next < u.room + got;) {
            const struct inotify_event *event = (void *)next;
            next += sizeof *event + event->len;
            stamp();
            switch (event->mask & IN_ALL_EVENTS) {
            case IN_CREATE: printf("+ "); break;
            case IN_DELETE: printf("- "); break;
            case IN_MODIFY: printf("* "); break;
            default: printf("~ "); break;
            }
            printf("<%s>\n", event->name);
        }
    stamp();
    printf("%s\n", strerror(errno));
    return 1;
}
