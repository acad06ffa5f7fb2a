/* Touches memory in some processes: eat-memory [PROCESSES MEBIBYTES-EACH [hidden]]; hidden from others of its user. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int processes = argc > 1 ? atoi(argv[1]) : 16, mebibytes = argc > 2 ? atoi(argv[2]) : 64;
    if (argc > 3)
        prctl(PR_SET_DUMPABLE, 0);
    for (int i = 1; i < processes; i++)
        if (fork() > 0)
            break;
    for (int i = 0; i < mebibytes; i++) {
        char *chunk = malloc(1 << 20);
        if (!chunk) {
            printf("%s after %d MiB\n", strerrorname_np(errno), i);
            return 5;
        }
        memset(chunk, 1, 1 << 20);
    }
    for (;;)
        pause();
}
