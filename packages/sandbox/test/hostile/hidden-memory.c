/* Asks for memory that belongs to no process: memfd_create(2), System V segments, and counts what it gets. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <unistd.h>

int main(void)
{
    long long bytes = 0;
    int fd = memfd_create("hidden", 0);
    printf("memfd %s\n", fd < 0 ? strerrorname_np(errno) : "given");
    for (int i = 0; i < 1000; i++) {
        int id = shmget(IPC_PRIVATE, 1 << 20, IPC_CREAT | 0600);
        if (id < 0)
            break;
        void *segment = shmat(id, NULL, 0);
        memset(segment, 1, 1 << 20);
        shmdt(segment);
        bytes += 1 << 20;
    }
    printf("segments %lld\n", bytes);
    return 0;
}
