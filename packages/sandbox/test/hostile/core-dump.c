/* Crashes, with as large a core dump as it may have, in a folder and by a program of the host's: core(5). */
#define _GNU_SOURCE
#include "attempt.h"
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

int main(void)
{
    struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY }, now;
    getrlimit(RLIMIT_CORE, &now);
    printf("core limit %lld %lld\n", (long long)now.rlim_cur, (long long)now.rlim_max);
    REFUSED("raise-core-limit", setrlimit(RLIMIT_CORE, &all));
    prctl(PR_SET_DUMPABLE, 1);
    abort();
}
