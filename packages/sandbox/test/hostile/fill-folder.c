/* Fills a folder with files of 1 MiB until an error names the end, and stays: fill-folder [FOLDER]. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char chunk[1 << 20];

int main(int argc, char *argv[])
{
    const char *folder = argc > 1 ? argv[1] : ".";
    long long total = 0;
    memset(chunk, 'x', sizeof chunk);
    for (int number = 0;; number++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/fill-%d", folder, number);
        int fd = open(path, O_WRONLY | O_CREAT, 0600);
        ssize_t n = fd < 0 ? -1 : write(fd, chunk, sizeof chunk);
        if (n < 0)
            break;
        total += n;
        close(fd);
    }
    printf("%s after %lld\n", strerrorname_np(errno), total);
    fflush(stdout);
    for (;;)
        pause();
}
