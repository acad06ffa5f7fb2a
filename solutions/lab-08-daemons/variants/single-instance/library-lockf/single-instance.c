// daemon(3), then lockf(3), and stdio for the PID. daemon(3) with noclose, so that standard error can still be read.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    if (daemon(0, 1) == -1) {
        perror("daemon");
        return 1;
    }
    umask(022);
    FILE *file = fopen("/var/run/single-instance.pid", "a+");
    if (file == NULL) {
        perror("/var/run/single-instance.pid");
        return 1;
    }
    rewind(file);
    if (lockf(fileno(file), F_TLOCK, 0) == -1) {
        int pid = -1;
        if (fscanf(file, "%d", &pid) == 1)
            fprintf(stderr, "error: %m (held by %d)\n", pid);
        return 1;
    }
    ftruncate(fileno(file), 0);
    fprintf(file, "%d", (int)getpid());
    fflush(file);
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    dup2(null, 2);
    if (null > 2)
        close(null);
    select(0, NULL, NULL, NULL, NULL);
    return 0;
}
