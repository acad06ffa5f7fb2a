/* A stream, and lseek on its descriptor: fseek may go elsewhere, to where a block of its buffer begins. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    (void)argc;
    if (mknod(argv[1], S_IFIFO | 0666, 0) == -1 && errno != EEXIST)
        return 1;
    FILE *file = fopen(argv[1], "r+");
    if (!file) {
        fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
        return 1;
    }
    off_t end = lseek(fileno(file), 0, SEEK_END);
    if (end < 0)
        printf("\033[31m%s\033[0m\n", strerrorname_np(errno));
    else
        printf("\033[32m%ld\033[0m\n", end);
    fclose(file);
    return 0;
}
