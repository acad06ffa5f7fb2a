/* A parent and its child, each with its own PID in one variable of each kind, at addresses that the parent prints. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

static pid_t data = 1;
static pid_t bss[1 << 20];

int main(void)
{
    pid_t local, *end;
    pid_t *heap = malloc(sizeof *heap);
    pid_t *large = malloc(1 << 20);
    pid_t *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    munmap(pages + 4096, 4096);
    end = (pid_t *)(pages + 4092);
    if (fork() > 0)
        printf("data=%p bss=%p local=%p heap=%p large=%p shared=%p end=%p code=%p\n", (void *)&data,
               (void *)&bss[(1 << 20) - 2], (void *)&local, (void *)heap, (void *)large, (void *)shared, (void *)end,
               (void *)main);
    data = bss[(1 << 20) - 2] = local = *heap = *large = *shared = *end = getpid();
    prctl(PR_SET_DUMPABLE, 0);
    printf("ready %d.\n", (int)getpid());
    fflush(stdout);
    for (;;)
        pause();
}
