#define _GNU_SOURCE
#include "boot.h"

#include "confine.h"
#include "kernel.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_PID = 2, PROCESSES, ADDRESS_SPACE, FILE_SIZE, DESCRIPTORS, CPU_SECONDS, INIT };

/* The grader's own socket for syslog messages stays. */
static int lose(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status, (void)type;
    if (place->level > 0 && strncmp(path, "/run/systemd", 12) != 0)
        remove(path);
    return 0;
}

/* What a machine keeps in memory alone: hier(7), file-hierarchy(7). */
static void empty_memory(void)
{
    static const char *const folders[] = { "/run", "/tmp", "/dev/shm" };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        nftw(folders[i], lose, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

int boot_main(int argc, char *argv[])
{
    if (argc <= INIT || getpid() != 1)
        return 64;
    struct limits limits = {
        .processes = atoll(argv[PROCESSES]),
        .address_space = atoll(argv[ADDRESS_SPACE]),
        .file_size = atoll(argv[FILE_SIZE]),
        .descriptors = atoll(argv[DESCRIPTORS]),
        .cpu_seconds = atoll(argv[CPU_SECONDS]),
    };
    char *environment[] = { "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/", "LANG=C.UTF-8", NULL };
    int system_v_limited = settle_kernel(atoll(argv[FIRST_PID]));
    drop_capabilities();
    empty_memory();
    if (write(STDOUT_FILENO, "", 1) != 1)
        return 74;
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        dup2(null, fd);
    close_range(STDERR_FILENO + 1, ~0u, 0);
    apply_limits(&limits);
    deny_system_calls(!system_v_limited);
    execve(argv[INIT], argv + INIT + 1, environment);
    return 127;
}
