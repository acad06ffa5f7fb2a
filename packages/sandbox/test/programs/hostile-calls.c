/* What no submission may do, one call after the other, with the error that each gets. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <unistd.h>

#define TRY(name, call)                                                                                \
    do {                                                                                               \
        errno = 0;                                                                                     \
        long result = (long)(call);                                                                    \
        printf("%s %s\n", name, result == -1 ? strerrorname_np(errno) : "done");                       \
    } while (0)

static long open_of(pid_t pid, const char *file, int flags)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
    return open(path, flags);
}

int main(void)
{
    char byte = 0, text[64];
    struct iovec local = { &byte, 1 }, remote = { (void *)main, 1 };
    struct rlimit one = { 1, 1 }, many = { 100000, 100000 };
    struct perf_event_attr event = { .size = sizeof event };
    union bpf_attr bpf = { .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1 };
    struct sched_param lowest = { 0 };
    cpu_set_t first = { { 1 } };
    pid_t shell = getppid();

    TRY("unshare-user", unshare(CLONE_NEWUSER));
    TRY("unshare-mount", unshare(CLONE_NEWNS));
    TRY("clone-user", syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
    TRY("clone3", syscall(SYS_clone3, NULL, 0));
    TRY("setns", setns(open("/proc/self/ns/net", O_RDONLY), 0));
    TRY("mount", mount("none", "/mnt", "tmpfs", 0, NULL));
    TRY("umount", umount2("/etc", MNT_DETACH));
    TRY("fsopen", syscall(SYS_fsopen, "tmpfs", 0));
    TRY("open-tree", syscall(SYS_open_tree, AT_FDCWD, "/", 1));
    TRY("pivot-root", syscall(SYS_pivot_root, "/", "/mnt"));
    TRY("chroot", chroot("/tmp"));
    TRY("mknod-device", mknod("/tmp/disk", S_IFBLK | 0600, makedev(8, 0)));
    TRY("hostname", sethostname("other", 5));
    TRY("setuid", setuid(1));
    TRY("swapon", swapon("/tmp/x", 0));

    TRY("ptrace-init", ptrace(PTRACE_ATTACH, 1, NULL, NULL));
    TRY("ptrace-shell", ptrace(PTRACE_SEIZE, shell, NULL, NULL));
    TRY("read-init", process_vm_readv(1, &local, 1, &remote, 1, 0));
    TRY("write-shell", process_vm_writev(shell, &local, 1, &remote, 1, 0));
    TRY("memory-of-init", open_of(1, "mem", O_RDONLY));
    TRY("memory-of-init-to-write", open_of(1, "mem", O_RDWR));
    TRY("memory-of-shell", open_of(shell, "mem", O_RDWR));
    TRY("environment-of-init", open_of(1, "environ", O_RDONLY));
    TRY("connection-of-init", open_of(1, "fd/3", O_RDWR));
    TRY("channel-of-shell", open_of(shell, "fd/3", O_RDWR));
    snprintf(text, sizeof text, "/proc/%d/root", 1);
    TRY("root-of-init", chdir(text));
    int init = syscall(SYS_pidfd_open, 1, 0);
    TRY("descriptor-of-init", syscall(SYS_pidfd_getfd, init, 3, 0));
    TRY("limit-init", prlimit(1, RLIMIT_AS, &one, NULL));
    TRY("raise-own-limit", setrlimit(RLIMIT_NPROC, &many));
    TRY("renice-init", setpriority(PRIO_PROCESS, 1, 19));
    TRY("renice-group-of-init", setpriority(PRIO_PGRP, 1, 19));
    TRY("renice-user", setpriority(PRIO_USER, 0, 19));
    TRY("idle-init", sched_setscheduler(1, SCHED_IDLE, &lowest));
    TRY("pin-init", sched_setaffinity(1, sizeof first, &first));
    TRY("oom-init", open_of(1, "oom_score_adj", O_WRONLY));
    TRY("autogroup-of-init", open_of(1, "autogroup", O_WRONLY));

    TRY("keyctl", syscall(SYS_keyctl, 0, -3, 0));
    TRY("add-key", syscall(SYS_add_key, "user", "x", "y", 1, -3));
    TRY("bpf", syscall(SYS_bpf, BPF_MAP_CREATE, &bpf, sizeof bpf));
    TRY("io-uring", syscall(SYS_io_uring_setup, 4, calloc(1, 256)));
    TRY("perf", syscall(SYS_perf_event_open, &event, 0, -1, -1, 0));
    TRY("userfaultfd", syscall(SYS_userfaultfd, 0));
    TRY("type-for-others", ioctl(0, TIOCSTI, "x"));
    TRY("sysctl", open("/proc/sys/kernel/shmmax", O_WRONLY));

    /* Signals that have no handler in PID 1 do not reach it, pid_namespaces(7). */
    for (int number = 1; number < NSIG; number++)
        kill(1, number);
    puts("over");
    return 0;
}
