/* One process that asks everybody in turn, whatever it is they may have, and naps for 2 ms when that is nothing. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define MAX 32

struct client {
    int fd;
    ssize_t length, written;
    char bytes[16384];
};

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
    (void)signal;
    stopped = 1;
}

static int has_gone(ssize_t result)
{
    return result == -1 && errno != EAGAIN && errno != EINTR;
}

static void drop(struct client *client)
{
    close(client->fd);
    client->fd = -1;
}

/* 1: has anything come or gone? */
static int work(struct client *client)
{
    ssize_t count;

    if (client->written == client->length) {
        count = read(client->fd, client->bytes, sizeof client->bytes);
        if (count == 0 || has_gone(count))
            drop(client);
        if (count <= 0)
            return 0;
        client->length = count;
        client->written = 0;
    }
    count = write(client->fd, client->bytes + client->written, client->length - client->written);
    if (has_gone(count))
        drop(client);
    if (count <= 0)
        return 0;
    client->written += count;
    return 1;
}

int main(int argc, char *argv[])
{
    static struct client clients[MAX];
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char name[200];

    if (argc != 2 || strlen(argv[1]) >= sizeof address.sun_path)
        return 1;
    strcpy(address.sun_path, argv[1]);
    snprintf(name, sizeof name, "%s.lock", argv[1]);
    int lock = open(name, O_RDWR | O_CREAT, 0600);
    if (flock(lock, LOCK_EX | LOCK_NB) == -1) {
        perror(name);
        return 1;
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGTERM, stop);

    unlink(argv[1]);
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1 || listen(listener, 20) == -1) {
        perror(argv[1]);
        return 1;
    }
    for (int i = 0; i < MAX; i++)
        clients[i].fd = -1;
    while (!stopped) {
        int worked = 0;
        for (int i = 0; i < MAX; i++) {
            if (clients[i].fd == -1) {
                clients[i] = (struct client){.fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)};
                if (clients[i].fd == -1)
                    continue;
            }
            worked |= work(&clients[i]);
        }
        if (!worked)
            usleep(2000);
    }
    unlink(argv[1]);
    return 0;
}
