#define _GNU_SOURCE
#include "kernel.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <unistd.h>

static int write_setting(const char *path, long long value)
{
    char text[24];
    int length = snprintf(text, sizeof text, "%lld", value);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    int done = fd >= 0 && write(fd, text, length) == length;
    if (fd >= 0)
        close(fd);
    return done;
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
 * With the capabilities that bubblewrap leaves to PID 1 for this alone: System V shared memory, which no
 * rlimit covers, gets a limit (ipc_namespaces(7)), and pids go on from an arbitrary number, so that no
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
    if (first_pid > 1)
        write_setting("/proc/sys/kernel/ns_last_pid", first_pid - 1);
    if (!remount("/proc/sys", MS_RDONLY))
        _exit(76);
    return limited;
}
