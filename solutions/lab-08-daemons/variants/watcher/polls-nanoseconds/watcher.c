/* No inotify: looks at the directory five times a second and compares names, sizes and times with the last look. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#define MOST 1000

struct entry {
    char name[NAME_MAX + 1];
    off_t size;
    struct timespec changed;
};

struct listing {
    int count;
    struct entry entries[MOST];
};

static struct listing lists[2];

static int look(const char *directory, struct listing *list)
{
    DIR *dir = opendir(directory);
    if (dir == NULL)
        return -1;
    list->count = 0;
    for (struct dirent *one; list->count < MOST && (one = readdir(dir)) != NULL;) {
        struct stat status;
        struct entry *entry = &list->entries[list->count];
        if (!strcmp(one->d_name, ".") || !strcmp(one->d_name, ".."))
            continue;
        if (fstatat(dirfd(dir), one->d_name, &status, AT_SYMLINK_NOFOLLOW) == -1)
            continue;
        strcpy(entry->name, one->d_name);
        entry->size = status.st_size;
        entry->changed = status.st_mtim;
        list->count++;
    }
    closedir(dir);
    return 0;
}

static const struct entry *find(const struct listing *list, const char *name)
{
    for (int i = 0; i < list->count; i++)
        if (strcmp(list->entries[i].name, name) == 0)
            return &list->entries[i];
    return NULL;
}

static void say(FILE *log, const char *name, const char *what)
{
    time_t now = time(NULL);
    fprintf(log, "[%ld] %s: %s\n", (long)now, name, what);
}

int main(int argc, char *argv[])
{
    char directory[PATH_MAX];
    if (argc < 2) {
        fputs("which directory?\n", stderr);
        return 2;
    }
    if (realpath(argv[1], directory) == NULL || look(directory, &lists[0]) == -1) {
        fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
        return 1;
    }
    if (daemon(0, 0) == -1)
        return 1;
    umask(027);
    FILE *log = fopen("/var/log/watcher.log", "a");
    if (log == NULL) {
        syslog(LOG_ERR, "log: %m");
        return 1;
    }
    setlinebuf(log);
    fprintf(log, "--- %s ---\n", directory);

    for (int round = 0;; round = !round) {
        struct listing *old = &lists[round], *fresh = &lists[!round];
        usleep(200000);
        if (look(directory, fresh) == -1)
            return 1;
        for (int i = 0; i < old->count; i++)
            if (find(fresh, old->entries[i].name) == NULL)
                say(log, old->entries[i].name, "gone");
        for (int i = 0; i < fresh->count; i++) {
            const struct entry *now = &fresh->entries[i], *then = find(old, now->name);
            if (then == NULL)
                say(log, now->name, "new");
            else if (now->size != then->size || now->changed.tv_sec != then->changed.tv_sec
                     || now->changed.tv_nsec != then->changed.tv_nsec)
                say(log, now->name, "different");
        }
    }
}
