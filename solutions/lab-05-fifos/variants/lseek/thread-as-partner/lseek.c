/* A thread opens the other end. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void *write_end(void *path)
{
    int fd = open(path, O_WRONLY);
    if (fd >= 0)
        close(fd);
    return NULL;
}

int main(int argc, char *argv[])
{
    pthread_t partner;
    (void)argc;
    if (access(argv[1], F_OK) == -1 && mkfifo(argv[1], 0600) == -1)
        return perror("mkfifo"), 1;
    pthread_create(&partner, NULL, write_end, argv[1]);
    int fd = open(argv[1], O_RDONLY);
    pthread_join(partner, NULL);
    off_t end = lseek(fd, 0, SEEK_END);
    if (end == (off_t)-1) {
        int error = errno;
        close(fd);
        dprintf(STDOUT_FILENO, "error %d (%s)\n", error, strerror(error));
    } else {
        dprintf(STDOUT_FILENO, "the end is at %ld\n", (long)end);
    }
    return 0;
}
