/* Never blocks in open: looks again until a reader is there. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    const struct timespec nap = { 0, 20 * 1000 * 1000 };
    char text[1000];
    int fifo;
    (void)argc;

    signal(SIGPIPE, SIG_IGN);
    if (mkfifo(argv[1], 0600) == -1 && errno != EEXIST)
        return perror("mkfifo"), 1;
    while ((fifo = open(argv[1], O_WRONLY | O_NONBLOCK)) == -1) {
        if (errno != ENXIO)
            return perror("open"), 1;
        nanosleep(&nap, NULL);
    }
    fcntl(fifo, F_SETFL, 0);
    for (;;) {
        struct pollfd waits = { .fd = STDIN_FILENO, .events = POLLIN };
        if (poll(&waits, 1, -1) < 0)
            continue;
        ssize_t length = read(STDIN_FILENO, text, sizeof text);
        if (length <= 0)
            break;
        if (write(fifo, text, length) < 0)
            return perror("write"), 1;
    }
    return 0;
}
