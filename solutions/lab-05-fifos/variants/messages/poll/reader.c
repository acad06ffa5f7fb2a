/* Opens without waiting and sleeps in poll. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    char text[1000];
    (void)argc;

    if (mkfifo(argv[1], 0600) == -1 && errno != EEXIST)
        return perror("mkfifo"), 1;
    int fifo = open(argv[1], O_RDONLY | O_NONBLOCK);
    if (fifo == -1)
        return perror("open"), 1;
    for (;;) {
        struct pollfd waits = { .fd = fifo, .events = POLLIN };
        if (poll(&waits, 1, -1) < 0)
            continue;
        ssize_t length = read(fifo, text, sizeof text);
        if (length == -1 && errno == EAGAIN)
            continue;
        if (length <= 0)
            break;
        fwrite(text, 1, length, stdout);
        fflush(stdout);
    }
    fprintf(stderr, "\033[2m-- end of messages --\033[0m\n");
    return 0;
}
