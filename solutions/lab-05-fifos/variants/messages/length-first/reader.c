/* Each message as a record: its length, then its bytes. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* 1 if all of it came, 0 at the end. */
static int receive_all(int fd, void *data, size_t size)
{
    char *next = data;
    while (size > 0) {
        ssize_t got = read(fd, next, size);
        if (got <= 0)
            return 0;
        next += got;
        size -= got;
    }
    return 1;
}

int main(int argc, char *argv[])
{
    if (argc != 2)
        return 2;
    if (mknod(argv[1], S_IFIFO | 0600, 0) < 0 && errno != EEXIST) {
        perror("mknod");
        return 1;
    }
    int fd = open(argv[1], O_RDONLY);
    uint32_t length;
    while (receive_all(fd, &length, sizeof length)) {
        char *message = malloc(length + 1);
        if (!message || !receive_all(fd, message, length))
            break;
        message[length] = 0;
        puts(message);
        free(message);
    }
    close(fd);
    return 0;
}
