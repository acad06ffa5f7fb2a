/* Asks for namespaces of its own, in which it would have every capability, and for those of others: unshare(2), clone(2), setns(2). */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    REFUSED("unshare-user", unshare(CLONE_NEWUSER));
    REFUSED("unshare-mount", unshare(CLONE_NEWNS));
    REFUSED("unshare-pid", unshare(CLONE_NEWPID));
    REFUSED("unshare-net", unshare(CLONE_NEWNET));
    REFUSED("clone-user", syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
    REFUSED("clone3", syscall(SYS_clone3, NULL, 0));
    REFUSED("setns", setns(open("/proc/self/ns/net", O_RDONLY), 0));
    REFUSED("namespace-of-init", open("/proc/1/ns/mnt", O_RDONLY));
    REFUSED("map-users", open("/proc/self/uid_map", O_WRONLY) < 0 ? -1 : write(open("/proc/self/uid_map", O_WRONLY), "0 0 9", 5));
    return 0;
}
