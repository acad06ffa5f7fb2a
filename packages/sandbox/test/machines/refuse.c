/*
 * Runs a command under a seccomp(2) filter that refuses what weaker machines refuse: refuse WHAT COMMAND…
 *
 * namespaces: as the default profile of container engines: EPERM for unshare, setns and clone(CLONE_NEWUSER), ENOSYS
 *     for clone3, whose flags a filter cannot see
 * mounts: as AppArmor does where user namespaces exist, but have no capabilities: EACCES for mount
 * tracing: as kernel.yama.ptrace_scope=3 does: EPERM for ptrace
 * settings: /proc/sys cannot be mounted anew, so that System V IPC gets no limits, as before Linux 6.9
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CALL offsetof(struct seccomp_data, nr)
#define ARGUMENT(n) offsetof(struct seccomp_data, args[n])
#define LOAD(what) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, what)
#define IF_EQUAL(value, then, otherwise) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, then, otherwise)
#define IF_ANY(bits, then, otherwise) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, then, otherwise)
#define REFUSE(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

static struct sock_filter namespaces[] = {
    LOAD(CALL),
    IF_EQUAL(__NR_unshare, 6, 0),
    IF_EQUAL(__NR_setns, 5, 0),
    IF_EQUAL(__NR_clone3, 3, 0),
    IF_EQUAL(__NR_clone, 0, 1),
    LOAD(ARGUMENT(0)),
    IF_ANY(CLONE_NEWUSER, 1, 2),
    REFUSE(ENOSYS),
    REFUSE(EPERM),
    ALLOW,
};
static struct sock_filter mounts[] = { LOAD(CALL), IF_EQUAL(__NR_mount, 0, 1), REFUSE(EACCES), ALLOW };
static struct sock_filter tracing[] = { LOAD(CALL), IF_EQUAL(__NR_ptrace, 0, 1), REFUSE(EPERM), ALLOW };
/* bubblewrap's own have further flags. */
static struct sock_filter settings[] = {
    LOAD(CALL), IF_EQUAL(__NR_mount, 0, 3), LOAD(ARGUMENT(3)), IF_EQUAL(MS_BIND, 0, 1), REFUSE(EPERM), ALLOW,
};

#define FILTER(name) { #name, { sizeof name / sizeof name[0], name } }
static const struct { const char *name; struct sock_fprog filter; } filters[] = {
    FILTER(namespaces), FILTER(mounts), FILTER(tracing), FILTER(settings),
};

int main(int argc, char *argv[])
{
    for (size_t i = 0; argc > 2 && i < sizeof filters / sizeof filters[0]; i++) {
        if (strcmp(argv[1], filters[i].name) != 0)
            continue;
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filters[i].filter) == 0)
            execvp(argv[2], argv + 2);
        perror(argv[2]);
        return 1;
    }
    fprintf(stderr, "refuse namespaces|mounts|tracing|settings COMMAND...\n");
    return 64;
}
