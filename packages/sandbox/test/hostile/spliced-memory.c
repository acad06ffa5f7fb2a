/* Leaves whole huge pages to a pipe by one byte of each, and gives them back to nobody: vmsplice(2). */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#define HUGE (2ul << 20)

int main(void)
{
    int ends[2];
    char *area = mmap(NULL, 2 * HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *page = (char *)(((unsigned long)area + HUGE - 1) & ~(HUGE - 1));
    struct iovec part = { page, 1 };
    madvise(page, HUGE, MADV_HUGEPAGE);
    *page = 1;
    if (pipe(ends) == 0)
        REFUSED("vmsplice", vmsplice(ends[1], &part, 1, 0));
    return 0;
}
