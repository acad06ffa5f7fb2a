/* Makes itself more important than the grader: nice(2), real-time scheduling, locked memory, the OOM killer's favour. */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static long favour(const char *text)
{
    int fd = open("/proc/self/oom_score_adj", O_WRONLY);
    return fd < 0 ? -1 : write(fd, text, strlen(text));
}

int main(void)
{
    struct sched_param most = { 99 };
    REFUSED("nice", setpriority(PRIO_PROCESS, 0, -20));
    REFUSED("fifo", sched_setscheduler(0, SCHED_FIFO, &most));
    REFUSED("round-robin", sched_setscheduler(0, SCHED_RR, &most));
    REFUSED("io-priority", syscall(SYS_ioprio_set, 1, 0, 1 << 13));
    REFUSED("oom", favour("-1000"));
    REFUSED("lock-1-gib", mlock2(mmap(NULL, 1 << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), 1 << 30, 0));
    return 0;
}
