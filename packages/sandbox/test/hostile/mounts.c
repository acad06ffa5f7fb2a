/* Rebuilds its view of the files with every call that mounts, and with chroot(2): the old way and the new one. */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

int main(void)
{
    REFUSED("mount", mount("none", "/mnt", "tmpfs", 0, NULL));
    REFUSED("remount", mount(NULL, "/usr", NULL, MS_REMOUNT | MS_BIND, NULL));
    REFUSED("umount", umount2("/etc", MNT_DETACH));
    REFUSED("fsopen", syscall(SYS_fsopen, "tmpfs", 0));
    REFUSED("open-tree", syscall(SYS_open_tree, AT_FDCWD, "/", 1));
    REFUSED("move-mount", syscall(SYS_move_mount, AT_FDCWD, "/usr", AT_FDCWD, "/mnt", 0));
    REFUSED("mount-setattr", syscall(SYS_mount_setattr, AT_FDCWD, "/usr", 0, NULL, 0));
    REFUSED("pivot-root", syscall(SYS_pivot_root, "/", "/mnt"));
    REFUSED("chroot", chroot("/tmp"));
    REFUSED("disk", mknod("/tmp/disk", S_IFBLK | 0600, makedev(8, 0)));
    REFUSED("memory", mknod("/tmp/mem", S_IFCHR | 0600, makedev(1, 1)));
    REFUSED("swapon", swapon("/tmp/x", 0));
    return 0;
}
