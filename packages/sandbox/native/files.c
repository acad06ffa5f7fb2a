#define _GNU_SOURCE
#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define MOST_FILES 4096
#define DEEPEST 32

int write_file(const char *path, mode_t mode, const char *content, size_t length)
{
    char folder[4096];
    if (snprintf(folder, sizeof folder, "%s", path) >= (int)sizeof folder)
        return ENAMETOOLONG;
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        mkdir(folder, 0755);
        *slash = '/';
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, mode);
    if (fd < 0)
        return errno;
    int error = fchmod(fd, mode) == 0 ? 0 : errno;
    while (length && !error) {
        ssize_t n = write(fd, content, length);
        if (n < 0)
            error = errno;
        else {
            content += n;
            length -= n;
        }
    }
    close(fd);
    return error;
}

static dev_t device_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_dev : 0;
}

/* The file systems that a submission can write to; all others are the machine's. */
static const char *const private_mounts[] = { "/", "/etc", "/dev/shm" };
#define PRIVATE_MOUNTS (sizeof private_mounts / sizeof *private_mounts)

static void private_devices(dev_t devices[PRIVATE_MOUNTS])
{
    for (size_t i = 0; i < PRIVATE_MOUNTS; i++)
        devices[i] = device_of(private_mounts[i]);
}

static int is_private(dev_t device, const dev_t devices[PRIVATE_MOUNTS])
{
    for (size_t i = 0; i < PRIVATE_MOUNTS; i++)
        if (device == devices[i])
            return 1;
    return 0;
}

/* /dev is the machine's, and yet the way to /dev/shm. */
static int leads_to_private(const char *folder)
{
    size_t length = strlen(folder);
    for (size_t i = 0; i < PRIVATE_MOUNTS; i++)
        if (!strncmp(private_mounts[i], folder, length) && private_mounts[i][length] == '/')
            return 1;
    return 0;
}

int read_file(const char *path, size_t most, struct bytes *reply)
{
    struct open_how how = {
        .flags = O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY,
        .resolve = RESOLVE_NO_MAGICLINKS,
    };
    struct stat status;
    char chunk[65536];
    int fd = syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
    if (fd < 0)
        return errno;
    int error = fstat(fd, &status) == 0 ? 0 : errno;
    if (!error && !S_ISREG(status.st_mode))
        error = EINVAL;
    /* A folder on the way may be a link into /proc. */
    dev_t devices[PRIVATE_MOUNTS];
    private_devices(devices);
    if (!error && !is_private(status.st_dev, devices))
        error = EPERM;
    if (!error)
        bytes_number(reply, status.st_size);
    while (!error && most) {
        ssize_t n = read(fd, chunk, most < sizeof chunk ? most : sizeof chunk);
        if (n <= 0)
            break;
        bytes_append(reply, chunk, n);
        most -= n;
    }
    close(fd);
    return error;
}

static long long nanoseconds(struct statx_timestamp time)
{
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int listed;

static void list_folder(int folder, const char *path, const dev_t devices[PRIVATE_MOUNTS], int depth, struct bytes *reply)
{
    DIR *entries = fdopendir(folder);
    if (!entries) {
        close(folder);
        return;
    }
    for (struct dirent *entry; listed < MOST_FILES && (entry = readdir(entries));) {
        struct statx status;
        char below[4096];
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        if (snprintf(below, sizeof below, "%s/%s", path, entry->d_name) >= (int)sizeof below)
            continue;
        if (!strcmp(below, "/.lab"))
            continue;
        if (statx(dirfd(entries), entry->d_name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, &status) != 0)
            continue;
        dev_t device = makedev(status.stx_dev_major, status.stx_dev_minor);
        if (!is_private(device, devices) && !leads_to_private(below))
            continue;
        listed++;
        bytes_number(reply, status.stx_mode);
        bytes_number(reply, status.stx_uid);
        bytes_number(reply, status.stx_size);
        bytes_number(reply, status.stx_ino);
        bytes_number(reply, status.stx_mask & STATX_BTIME ? nanoseconds(status.stx_btime) : nanoseconds(status.stx_ctime));
        bytes_number(reply, nanoseconds(status.stx_mtime));
        bytes_field(reply, below);
        if (S_ISDIR(status.stx_mode) && depth < DEEPEST) {
            int inner = openat(dirfd(entries), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (inner >= 0)
                list_folder(inner, below, devices, depth + 1, reply);
        }
    }
    closedir(entries);
}

void list_files(struct bytes *reply)
{
    dev_t devices[PRIVATE_MOUNTS];
    private_devices(devices);
    listed = 0;
    int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root >= 0)
        list_folder(root, "", devices, 0, reply);
}
