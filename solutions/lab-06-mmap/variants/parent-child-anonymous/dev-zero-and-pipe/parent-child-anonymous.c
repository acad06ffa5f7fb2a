#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = open("/dev/zero", O_RDWR);
    char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    close(fd);
    int end[2];
    if (pipe(end))
        exit(1);

    if (fork() == 0) {
        /* Nothing comes; but the last writer closes. */
        char c;
        close(end[1]);
        while (read(end[0], &c, 1) > 0)
            ;
        printf("child %d: %s\n", (int)getpid(), p);
        exit(0);
    }
    close(end[0]);
    int c, n = 0;
    while ((c = getchar()) != EOF && c != '\n' && n < 4095)
        p[n++] = (char)c;
    close(end[1]);
    wait(NULL);
    return 0;
}
