/* A child opens the other end. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    struct stat what;
    pid_t child = 0;

    if (argc != 2)
        return EXIT_FAILURE;
    if (mkfifo(argv[1], 0600) < 0 && errno != EEXIST) {
        perror("mkfifo");
        return EXIT_FAILURE;
    }
    stat(argv[1], &what);
    if (S_ISFIFO(what.st_mode) && (child = fork()) == 0)
        _exit(open(argv[1], O_WRONLY) < 0);
    int fd = open(argv[1], O_RDONLY);
    if (child > 0)
        wait(NULL);
    off_t size = lseek(fd, 0, SEEK_END);
    if (size < 0) {
        perror(argv[1]);
        if (unlink(argv[1]) != 0)
            return EXIT_FAILURE;
    } else {
        printf("%s has %jd bytes\n", argv[1], (intmax_t)size);
    }
    return EXIT_SUCCESS;
}
