#define _GNU_SOURCE
#include "kernel.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#define MOST_PTYS "64"

static int write_text(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    int done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    if (fd >= 0)
        close(fd);
    return done;
}

static int write_setting(const char *path, long long value)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", value);
    return write_text(path, text);
}

/* A part of /proc as a mount of its own, so that it can be made read-only. */
static int split_off(const char *path)
{
    return mount(path, path, NULL, MS_BIND, NULL) == 0;
}

static int remount(const char *path, unsigned long read_only)
{
    return mount(NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_NOSUID | MS_NODEV | MS_NOEXEC | read_only, NULL) == 0;
}

/*
 * With the capabilities that bubblewrap leaves to PID 1 for this alone: System V segments, semaphores and queues, which
 * no rlimit covers, get limits (ipc_namespaces(7)), there are only as many terminals as one sandbox may take of those that
 * the whole machine has (pty.max, pts(4)), and pids go on from an arbitrary number, so that no
 * program can know its own beforehand (ns_last_pid, proc(5)). Then /proc/sys is read-only for all, and so is
 * /proc/1, where everyone of its user could set its priority (autogroup, sched(7)) and its oom_score_adj.
 */
int settle_kernel(long long first_pid)
{
    if (split_off("/proc/1") && !remount("/proc/1", MS_RDONLY))
        _exit(76);
    if (!split_off("/proc/sys") || !remount("/proc/sys", 0))
        return 0;
    int limited = write_setting("/proc/sys/kernel/shmall", 4096) && write_setting("/proc/sys/kernel/shmmax", 8 << 20) && write_setting("/proc/sys/kernel/shmmni", 100);
    /* At most so many semaphores in one set, in all, operations at once, sets: proc(5). */
    limited &= write_text("/proc/sys/kernel/sem", "250 2500 32 100") && write_setting("/proc/sys/kernel/msgmni", 100);
    mount(NULL, "/dev/pts", NULL, MS_REMOUNT | MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620,max=" MOST_PTYS);
    if (first_pid > 1)
        write_setting("/proc/sys/kernel/ns_last_pid", first_pid - 1);
    if (!remount("/proc/sys", MS_RDONLY))
        _exit(76);
    return limited;
}
