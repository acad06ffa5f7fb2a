#define _GNU_SOURCE
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* The first byte says that the rest is there. */
int main(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    atomic_char *p = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON, -1, 0);
    pid_t pid = fork();
    if (pid < 0)
        return 1;
    if (pid == 0) {
        puts("child: waiting for the line");
        while (!atomic_load(p))
            usleep(1000);
        for (size_t i = 1; p[i]; i++)
            putchar(p[i]);
        putchar('\n');
        return 0;
    }
    size_t n = 1;
    for (int c; (c = getchar()) != '\n' && c != EOF && n < page - 1; n++)
        p[n] = (char)c;
    atomic_store(p, 1);
    wait(NULL);
    return 0;
}
