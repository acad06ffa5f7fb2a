/* Messages with their NUL, so that the reader has strings. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LONGEST 4096

int main(int argc, char *argv[])
{
    const char *name = argc > 1 ? argv[1] : "mailbox";
    char *text = malloc(LONGEST + 1);
    umask(0);
    if (mkfifo(name, 0622) && errno != EEXIST) {
        fprintf(stderr, "mkfifo %s: %s\n", name, strerror(errno));
        exit(1);
    }
    int fd = open(name, O_WRONLY);
    if (fd < 0)
        exit(1);
    while (fputs("> ", stdout), fflush(stdout), fgets(text, LONGEST + 1, stdin) != NULL) {
        text[strlen(text) - 1] = '\0';
        write(fd, text, strlen(text) + 1);
    }
    puts("bye");
    exit(0);
}
