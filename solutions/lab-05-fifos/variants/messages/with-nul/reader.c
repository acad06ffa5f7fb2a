/* Messages end with NUL. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    const char *name = argc > 1 ? argv[1] : "mailbox";
    char message[5000], part[256];
    size_t used = 0;
    ssize_t got;

    umask(0);
    if (mkfifo(name, 0622) && errno != EEXIST) {
        fprintf(stderr, "mkfifo %s: %s\n", name, strerror(errno));
        exit(1);
    }
    int fd = open(name, O_RDONLY);
    if (fd < 0)
        exit(1);
    while ((got = read(fd, part, sizeof part)) != 0) {
        if (got == -1) {
            perror("read");
            exit(1);
        }
        for (ssize_t i = 0; i < got; i++) {
            message[used++] = part[i];
            if (part[i] == '\0') {
                printf("Nachricht: %s\n", message);
                used = 0;
            }
        }
    }
    exit(0);
}
