/* Looks again from time to time instead of waiting in open or read. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_patiently(const char *name, int flags)
{
    int fd;
    while ((fd = open(name, flags | O_NONBLOCK)) == -1 && (errno == ENXIO || errno == ENOENT))
        usleep(10000);
    return fd;
}

int main(int argc, char *argv[])
{
    char line[256], all[300], reply[400];
    (void)argc;
    mkfifo(argv[1], S_IRUSR | S_IWUSR);
    mkfifo(argv[2], S_IRUSR | S_IWUSR);
    int in = open_patiently(argv[2], O_RDONLY);
    int out = open_patiently(argv[1], O_WRONLY);
    while (fgets(line, sizeof line, stdin)) {
        sprintf(all, "%d %s", getpid(), line);
        write(out, all, strlen(all));
        ssize_t n;
        while ((n = read(in, reply, sizeof reply - 1)) <= 0)
            usleep(10000);
        reply[n] = 0;
        printf("%s\n", reply);
    }
    return 0;
}
