/* Harms nobody: tells what it can see of the host, and what holds it. Runs before any hostile program is let loose. */
#define _GNU_SOURCE
#include "host.h"
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void show(const char *name, int resource)
{
    struct rlimit limit;
    getrlimit(resource, &limit);
    printf("%s %lld\n", name, (long long)limit.rlim_max);
}

static void held(const char *beginning)
{
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (!strncmp(line, beginning, strlen(beginning)))
            fputs(line, stdout);
    if (status)
        fclose(status);
}

static int processes(void)
{
    int count = 0;
    DIR *proc = opendir("/proc");
    for (struct dirent *entry; proc && (entry = readdir(proc));)
        count += isdigit((unsigned char)entry->d_name[0]) != 0;
    return count;
}

int main(void)
{
    printf("home %s\n", access(HOST_HOME, F_OK) == 0 ? "there" : "not there");
    printf("reference %s\n", access(HOST_REFERENCE, F_OK) == 0 ? "there" : "not there");
    printf("processes seen: %d\n", processes());
    held("CapEff");
    held("NoNewPrivs");
    held("Seccomp:");
    show("processes", RLIMIT_NPROC);
    show("file size", RLIMIT_FSIZE);
    show("descriptors", RLIMIT_NOFILE);
    show("cpu", RLIMIT_CPU);
    show("address space", RLIMIT_AS);
    return 0;
}
