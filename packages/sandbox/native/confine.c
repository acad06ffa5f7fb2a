#define _GNU_SOURCE
#include "confine.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

struct limits read_limits(struct fields *fields)
{
    struct limits limits;
    limits.processes = fields_number(fields);
    limits.address_space = fields_number(fields);
    limits.file_size = fields_number(fields);
    limits.descriptors = fields_number(fields);
    limits.cpu_seconds = fields_number(fields);
    return limits;
}

static void limit(int resource, long long soft, long long hard)
{
    struct rlimit both = { .rlim_cur = soft, .rlim_max = hard };
    if (soft > 0)
        setrlimit(resource, &both);
}

void apply_limits(const struct limits *limits)
{
    /* A program of the host's that core_pattern names is called even at 0, core(5); at 1 it is not, fs/coredump.c. */
    limit(RLIMIT_CORE, 1, 1);
    limit(RLIMIT_NPROC, limits->processes, limits->processes);
    limit(RLIMIT_AS, limits->address_space, limits->address_space);
    limit(RLIMIT_FSIZE, limits->file_size, limits->file_size);
    limit(RLIMIT_NOFILE, limits->descriptors, limits->descriptors);
    /* One second between the two: SIGXCPU names the limit before SIGKILL enforces it, setrlimit(2). */
    limit(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 1);
}

#if defined __x86_64__
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#else
#error "proclab's sandbox knows x86-64 and arm64"
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define REFUSE(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define KILL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define DENY(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), REFUSE(EPERM)

#define DENY_IF(condition, call)                                                                   \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (condition) ? __NR_##call : -1, 0, 1), REFUSE(EPERM)

#define DENY_FOR_INIT(call, argument)                                                              \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 4), LOAD(args[argument]),                  \
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 1), REFUSE(EPERM), ALLOW

#define NEW_NAMESPACES                                                                             \
    (CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS |     \
     CLONE_NEWCGROUP)

void deny_system_calls(int deny_system_v)
{
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCH, 1, 0),
        KILL,
        LOAD(nr),
        /* The x32 numbers would go around every line below. */
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        REFUSE(ENOSYS),
        DENY(unshare), DENY(setns), DENY(mount), DENY(umount2), DENY(pivot_root), DENY(chroot),
        DENY(move_mount), DENY(open_tree), DENY(fsopen), DENY(fsmount), DENY(fsconfig), DENY(fspick),
        DENY(mount_setattr), DENY(ptrace), DENY(process_vm_readv), DENY(process_vm_writev), DENY(kcmp),
        DENY(keyctl), DENY(add_key), DENY(request_key), DENY(bpf), DENY(perf_event_open),
        DENY(userfaultfd), DENY(io_uring_setup), DENY(io_uring_enter), DENY(io_uring_register),
        DENY(fanotify_init), DENY(open_by_handle_at), DENY(name_to_handle_at), DENY(init_module),
        DENY(finit_module), DENY(delete_module), DENY(kexec_load), DENY(reboot), DENY(swapon),
        DENY(swapoff), DENY(quotactl), DENY(acct), DENY(syslog), DENY(settimeofday),
        DENY(clock_settime), DENY(adjtimex), DENY(pidfd_getfd),
        /* Memory that neither a process nor a file system accounts for. */
        DENY(memfd_create), DENY(memfd_secret), DENY(vmsplice), DENY(mbind), DENY(move_pages), DENY(migrate_pages),
        /* Its flags are out of a filter's sight; glibc falls back to clone, clone(2). */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone3, 0, 1),
        REFUSE(ENOSYS),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 4),
        LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, NEW_NAMESPACES, 0, 1),
        REFUSE(EPERM),
        ALLOW,
        /* Typing on behalf of others, ioctl_tty(2). */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ioctl, 0, 5),
        LOAD(args[1]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TIOCSTI, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TIOCLINUX, 0, 1),
        REFUSE(EPERM),
        ALLOW,
        /* Of other families not all know of network namespaces: AF_VSOCK reaches the machine and what it runs on, vsock(7). */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 7),
        LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 4, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_NETLINK, 1, 0),
        REFUSE(EAFNOSUPPORT),
        ALLOW,
        /* The limits of others, among them those of the grader's own ps: theirs to set, not to read, prlimit(2). */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_prlimit64, 0, 8),
        LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 5, 0),
        LOAD(args[2]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 2),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2]) + 4),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0),
        REFUSE(EPERM),
        ALLOW,
        /* All in here are one user, who may slow PID 1 down until it no longer holds the limits: sched(7). */
        DENY_FOR_INIT(sched_setscheduler, 0), DENY_FOR_INIT(sched_setparam, 0),
        DENY_FOR_INIT(sched_setattr, 0), DENY_FOR_INIT(sched_setaffinity, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_setpriority, 0, 6),
        LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PRIO_USER, 2, 0),
        LOAD(args[1]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 1),
        REFUSE(EPERM),
        ALLOW,
        DENY_IF(deny_system_v, shmget), DENY_IF(deny_system_v, semget), DENY_IF(deny_system_v, msgget),
        ALLOW,
    };
    struct sock_fprog program = { .len = sizeof filter / sizeof *filter, .filter = filter };

    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
        _exit(72);
}

void drop_capabilities(void)
{
    struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
    struct __user_cap_data_struct none[2] = { { 0 } };

    for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++)
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (syscall(__NR_capset, &header, none) != 0)
        _exit(73);
}
