/* Byte by byte; errors as numbers; O_NONBLOCK comes and goes by FIONBIO; fpathconf. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int p[2], n = 0, one = 1, zero = 0;
    char c = 0, line[8];

    if (argc < 2 || pipe(p))
        return 1;
    ioctl(p[0], FIONBIO, &one);
    if (read(p[0], &c, 1) < 0)
        printf("errno %d\n", errno);
    n = fcntl(p[0], F_SETPIPE_SZ, atoi(argv[1]));
    printf("%d bytes, %ld at once\n", n, fpathconf(p[0], _PC_PIPE_BUF));

    ioctl(p[1], FIONBIO, &one);
    for (n = 0; write(p[1], &c, 1) == 1; n++)
        ;
    printf("%d written, errno %d\n", n, errno);

    ioctl(p[1], FIONBIO, &zero);
    if (fork() == 0) {
        for (int i = 0; i < 10; i++)
            write(p[1], &c, 1);
        return 0;
    }
    read(0, line, sizeof line);
    while (n-- > 0)
        read(p[0], &c, 1);
    wait(0);
    return 0;
}
