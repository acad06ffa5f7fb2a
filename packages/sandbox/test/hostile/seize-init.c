/* Reaches for PID 1 and for the shell above it: ptrace(2), their memory, descriptors, limits and priorities, and every signal. */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static long open_of(pid_t pid, const char *file, int flags)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
    return open(path, flags);
}

int main(void)
{
    char byte = 0;
    struct iovec local = { &byte, 1 }, remote = { (void *)main, 1 };
    struct rlimit one = { 1, 1 }, many = { 100000, 100000 };
    struct sched_param lowest = { 0 };
    cpu_set_t first = { { 1 } };
    pid_t shell = getppid();

    REFUSED("ptrace-init", ptrace(PTRACE_ATTACH, 1, NULL, NULL));
    REFUSED("ptrace-shell", ptrace(PTRACE_SEIZE, shell, NULL, NULL));
    REFUSED("read-init", process_vm_readv(1, &local, 1, &remote, 1, 0));
    REFUSED("write-shell", process_vm_writev(shell, &local, 1, &remote, 1, 0));
    REFUSED("memory-of-init", open_of(1, "mem", O_RDONLY));
    REFUSED("memory-of-init-to-write", open_of(1, "mem", O_RDWR));
    REFUSED("memory-of-shell", open_of(shell, "mem", O_RDWR));
    REFUSED("environment-of-init", open_of(1, "environ", O_RDONLY));
    REFUSED("connection-of-init", open_of(1, "fd/3", O_RDWR));
    REFUSED("channel-of-shell", open_of(shell, "fd/3", O_RDWR));
    REFUSED("root-of-init", chdir("/proc/1/root"));
    int init = syscall(SYS_pidfd_open, 1, 0);
    REFUSED("descriptor-of-init", syscall(SYS_pidfd_getfd, init, 3, 0));
    REFUSED("limit-init", prlimit(1, RLIMIT_AS, &one, NULL));
    REFUSED("raise-own-limit", setrlimit(RLIMIT_NPROC, &many));
    REFUSED("renice-init", setpriority(PRIO_PROCESS, 1, 19));
    REFUSED("renice-group-of-init", setpriority(PRIO_PGRP, 1, 19));
    REFUSED("renice-user", setpriority(PRIO_USER, 0, 19));
    REFUSED("idle-init", sched_setscheduler(1, SCHED_IDLE, &lowest));
    REFUSED("pin-init", sched_setaffinity(1, sizeof first, &first));
    REFUSED("oom-init", open_of(1, "oom_score_adj", O_WRONLY));
    REFUSED("autogroup-of-init", open_of(1, "autogroup", O_WRONLY));
    /* Signals that have no handler in PID 1 do not reach it, pid_namespaces(7). */
    for (int number = 1; number < NSIG; number++)
        kill(1, number);
    puts("over");
    return 0;
}
