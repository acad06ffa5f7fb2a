/* Each message as a record: its length, then its bytes. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int send_all(int fd, const void *data, size_t size)
{
    const char *next = data;
    while (size > 0) {
        ssize_t sent = write(fd, next, size);
        if (sent < 0)
            return -1;
        next += sent;
        size -= sent;
    }
    return 0;
}

int main(int argc, char *argv[])
{
    static char line[5000];
    if (argc != 2)
        return 2;
    if (mknod(argv[1], S_IFIFO | 0600, 0) < 0 && errno != EEXIST) {
        perror("mknod");
        return 1;
    }
    int fd = open(argv[1], O_WRONLY);
    while (fgets(line, sizeof line, stdin)) {
        uint32_t length = strcspn(line, "\n");
        if (send_all(fd, &length, sizeof length) < 0 || send_all(fd, line, length) < 0)
            return 1;
    }
    close(fd);
    return 0;
}
