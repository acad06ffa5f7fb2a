#define _GNU_SOURCE
#include "watch.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Twice net.core.wmem_max, as the kernel sets it by itself. */
#define MOST_IN_SOCKET (2 * 212992LL)

/* Reads a small file of /proc. Returns its length, 0 if it could not be read. */
static ssize_t slurp(const char *path, char *text, size_t room)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t length = read(fd, text, room - 1);
    close(fd);
    text[length > 0 ? length : 0] = 0;
    return length > 0 ? length : 0;
}

/* What all processes have and have used. */
struct use {
    long long tasks;     /* threads and processes */
    long long resident;  /* bytes */
    long long elsewhere; /* bytes of files and sockets */
    long long ticks;     /* of CPU time */
};

/* Adds one process, /proc/PID/stat fields 14, 15, 20 and 24, proc(5). */
static void count_process(const char *pid, struct use *use)
{
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
    if (!slurp(path, text, sizeof text))
        return;
    char *after_name = strrchr(text, ')');
    long user = 0, system = 0, threads = 0, pages = 0;
    if (after_name && sscanf(after_name + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld %*d %*d %*d %*d %ld %*d %*u %*u %ld", &user, &system, &threads, &pages) == 4) {
        use->tasks += threads;
        use->resident += (long long)pages * sysconf(_SC_PAGESIZE);
        use->ticks += user + system;
    }
}

/*
 * The share of a process in memory that others use too counts once, /proc/PID/smaps_rollup, proc(5). -1 for a process
 * that keeps it from us: PR_SET_DUMPABLE, prctl(2).
 */
static long long proportional_share(const char *pid)
{
    char path[64], text[2048];
    snprintf(path, sizeof path, "/proc/%.20s/smaps_rollup", pid);
    char *line = slurp(path, text, sizeof text) ? strstr(text, "\nPss:") : NULL;
    return line ? atoll(line + 5) * 1024 : -1;
}

/*
 * What all sockets of this network namespace may hold, which no process has to answer for: each at most its send
 * buffer, twice what may be asked for (SO_SNDBUF, socket(7)).
 */
static long long socket_bytes(void)
{
    char text[512];
    if (!slurp("/proc/net/sockstat", text, sizeof text) || strncmp(text, "sockets: used ", 14) != 0)
        return 0;
    return atoll(text + 14) * MOST_IN_SOCKET;
}

static long long used_bytes(const char *mount, int *full, long long *inodes)
{
    struct statvfs status;
    if (statvfs(mount, &status) != 0)
        return 0;
    *full |= status.f_bfree == 0;
    *inodes += status.f_files - status.f_ffree;
    return (long long)(status.f_blocks - status.f_bfree) * status.f_frsize;
}

/* Where `exact`, `resident` alone is asked for, and memory in common counts once: that takes the kernel longer. */
static struct use use_of_all(int exact)
{
    struct use use = { 0 };
    DIR *proc = opendir("/proc");
    if (!proc)
        return use;
    for (struct dirent *entry; (entry = readdir(proc));) {
        if (!isdigit((unsigned char)entry->d_name[0]))
            continue;
        long long share = exact ? proportional_share(entry->d_name) : -1;
        if (share >= 0)
            use.resident += share;
        else
            count_process(entry->d_name, &use);
    }
    closedir(proc);
    return use;
}

int watch_limits(const struct watch *watch, void (*report)(const char *limit, long long value))
{
    static int told_tasks, told_disk, told_memory;
    static struct use before;
    long long inodes = 0;
    int full = 0;

    long long files = used_bytes("/", &full, &inodes) + used_bytes("/etc", &full, &inodes) + used_bytes("/dev/shm", &full, &inodes);
    struct use use = use_of_all(0);
    use.elsewhere = files + socket_bytes();
    /* An empty file takes no block, but about a kilobyte of the kernel's memory. */
    if (inodes > watch->inodes)
        kill(-1, SIGKILL);
    if ((full || inodes > watch->inodes) && !told_disk++)
        report("disk", files);
    if (use.tasks >= watch->tasks && !told_tasks++)
        report("processes", use.tasks);
    if (use.resident + use.elsewhere > watch->memory && use_of_all(1).resident + use.elsewhere > watch->memory) {
        kill(-1, SIGKILL);
        if (!told_memory++)
            report("memory", use.resident + use.elsewhere);
    }

    int busy = memcmp(&use, &before, sizeof use) != 0;
    before = use;
    return busy;
}
