/* A child holds the other end; the name goes once both have opened it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    struct stat what;
    pid_t partner = -1;

    if (argc != 2)
        return EXIT_FAILURE;
    if (mkfifo(argv[1], 0600) == -1 && errno != EEXIST) {
        perror("mkfifo");
        return EXIT_FAILURE;
    }
    if (stat(argv[1], &what) == 0 && S_ISFIFO(what.st_mode) && (partner = fork()) == 0) {
        /* Without O_NONBLOCK, O_RDWR does not wait for anybody, fifo(7). */
        if (open(argv[1], O_RDWR) == -1)
            _exit(EXIT_FAILURE);
        for (;;)
            pause();
    }
    int fd = open(argv[1], O_RDONLY);
    if (fd == -1) {
        perror(argv[1]);
    } else {
        off_t size = lseek(fd, 0, SEEK_END);
        if (size == -1)
            perror("lseek");
        else
            printf("size %lld\n", (long long)size);
    }
    if (partner > 0) {
        unlink(argv[1]);
        kill(partner, SIGTERM);
        waitpid(partner, NULL, 0);
    }
    return EXIT_SUCCESS;
}
