/* Tries the parts of the kernel that sandboxes are broken out of through, and the settings of the whole machine. */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <sys/klog.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    struct perf_event_attr event = { .size = sizeof event };
    union bpf_attr bpf = { .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1 };
    struct timex timex = { .modes = ADJ_OFFSET };
    struct timespec past = { 0, 0 };
    REFUSED("bpf", syscall(SYS_bpf, BPF_MAP_CREATE, &bpf, sizeof bpf));
    REFUSED("perf", syscall(SYS_perf_event_open, &event, 0, -1, -1, 0));
    REFUSED("userfaultfd", syscall(SYS_userfaultfd, 0));
    REFUSED("fanotify", syscall(SYS_fanotify_init, 0, 0));
    REFUSED("module", syscall(SYS_finit_module, 0, "", 0));
    REFUSED("kexec", syscall(SYS_kexec_load, 0, 0, NULL, 0));
    REFUSED("kernel-log", klogctl(3, (char[64]){ 0 }, 64));
    REFUSED("hostname", sethostname("other", 5));
    REFUSED("clock", clock_settime(CLOCK_REALTIME, &past));
    REFUSED("clock-speed", adjtimex(&timex));
    REFUSED("handle", syscall(SYS_open_by_handle_at, AT_FDCWD, NULL, 0));
    REFUSED("sysctl", open("/proc/sys/kernel/shmmax", O_WRONLY));
    REFUSED("sysrq", open("/proc/sysrq-trigger", O_WRONLY));
    REFUSED("core-pattern", open("/proc/sys/kernel/core_pattern", O_WRONLY));
    REFUSED("cgroups", open("/sys/fs/cgroup", O_RDONLY));
    REFUSED("reboot", reboot(RB_DISABLE_CAD));
    return 0;
}
