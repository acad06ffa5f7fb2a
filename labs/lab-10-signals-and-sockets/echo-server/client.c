/*
 * client: what the lab visits a server on a local socket with. It says on its terminal what came of it.
 * client：实验用来访问本地套接字服务器的客户端，在终端上报告结果。
 *
 *   ./client PATH hello [N]   N clients at once (1), one short message each
 *   ./client PATH meet [N]    as hello, but nobody ends its data before each has its message back
 *   ./client PATH talk [N]    four messages each, the next when the one before is back
 *   ./client PATH long [N]    one message of 1 MiB each
 *   ./client PATH silent [N]  says nothing; at Enter it ends its data with shutdown
 *   ./client PATH unread [N]  as long, but reads nothing before Enter
 *   ./client PATH rude        three clients, one after the other, that close when they should not
 *
 * All N clients connect before the first one sends; each ends its data as soon as all is sent, and reads on to the end of
 * file. Ctrl-C ends the waiting and tells how far it has come. The exit status says the same: 0 if each client got all back
 * and then the end of file, 2 if it lacked only that, 1 otherwise.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define MOST_CLIENTS 16
#define LONG (1 << 20)
#define EXIT_ENDLESS 2
/* Whoever takes no more for so long is not busy but blocked. */
static const struct timespec PATIENCE = {.tv_nsec = 50 * 1000 * 1000};

struct client {
    int fd;
    /* Which message it is at, how much of that is sent and has come back. */
    int message;
    size_t sent, back;
    size_t total;
    const char *end;
    bool changed;
};

static const char END_OF_FILE[] = "end of file";
static int messages = 1;
/* Does each wait for all others before it ends its data? */
static bool together;
static size_t (*length_of)(int message);
static volatile sig_atomic_t stopped;

static void stop(int signal)
{
    (void)signal;
    stopped = 1;
}

static int connected(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        fprintf(stderr, "%s: the path is too long\n", path);
        exit(EXIT_FAILURE);
    }
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd == -1 || connect(fd, (struct sockaddr *)&address, sizeof address) == -1) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(EXIT_FAILURE);
    }
    return fd;
}

static size_t short_length(int message)
{
    (void)message;
    return 20;
}

/* The third has each byte there is, the fourth is longer than most buffers. */
static size_t talk_length(int message)
{
    static const size_t lengths[] = {20, 1, 256, 9000};
    return lengths[message];
}

static size_t long_length(int message)
{
    (void)message;
    return LONG;
}

/* Text without a newline, but for the third message; no two clients send the same. */
static unsigned char byte_at(int client, int message, size_t index)
{
    if (message == 2)
        return (unsigned char)(index + client);
    return "abcdefghijklmnopqrstuvwxyz0123456789 ,."[(index * 7 + index / 39 + client * 5 + message) % 39];
}

static void send_more(struct client *client, int number)
{
    static unsigned char bytes[64 << 10];
    size_t rest = length_of(client->message) - client->sent;
    size_t count = rest < sizeof bytes ? rest : sizeof bytes;

    for (size_t i = 0; i < count; i++)
        bytes[i] = byte_at(number, client->message, client->sent + i);
    ssize_t sent = send(client->fd, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent == -1) {
        if (errno != EAGAIN && errno != EINTR)
            client->end = strerror(errno);
        return;
    }
    client->sent += sent;
    if (client->sent == length_of(client->message) && client->message == messages - 1 && !together)
        shutdown(client->fd, SHUT_WR);
}

static void take(struct client *client, int number, const unsigned char *bytes, size_t count)
{
    client->total += count;
    for (size_t i = 0; i < count && client->end == NULL; i++) {
        /* What was not sent cannot come back. */
        if (client->message == messages || client->back == client->sent ||
            bytes[i] != byte_at(number, client->message, client->back)) {
            client->changed = true;
            client->end = "what came is not what was sent";
        } else if (++client->back == length_of(client->message)) {
            client->message++;
            client->sent = client->back = 0;
        }
    }
}

/* Reads all that is there. */
static void read_more(struct client *client, int number)
{
    static unsigned char bytes[64 << 10];

    while (client->end == NULL) {
        ssize_t count = recv(client->fd, bytes, sizeof bytes, MSG_DONTWAIT);
        if (count == -1) {
            if (errno != EAGAIN && errno != EINTR)
                client->end = strerror(errno);
            return;
        }
        if (count == 0)
            client->end = END_OF_FILE;
        take(client, number, bytes, count);
    }
}

static bool has_more_to_send(const struct client *client)
{
    return client->message < messages && client->sent < length_of(client->message);
}

static void end_together(struct client clients[], int count)
{
    for (int i = 0; i < count; i++)
        if (clients[i].message < messages)
            return;
    for (int i = 0; i < count; i++)
        shutdown(clients[i].fd, SHUT_WR);
    together = false;
}

/*
 * Sends and reads until each client has seen an end, or Ctrl-C. Who has more to send reads only when nobody takes it any
 * more: what comes back meanwhile fills the buffers of the sockets. When reluctant nobody reads before Enter.
 */
static void converse(struct client clients[], int count, bool reluctant, const sigset_t *open)
{
    bool stalled = false;

    for (;;) {
        struct pollfd polled[MOST_CLIENTS + 1];
        int waiting = 0, sending = 0;
        for (int i = 0; i < count; i++) {
            bool more = has_more_to_send(&clients[i]);
            bool reads = !reluctant && (stalled || !more);
            short events = (reads ? POLLIN : 0) | (more ? POLLOUT : 0);
            polled[i] = (struct pollfd){.fd = clients[i].end == NULL ? clients[i].fd : -1, .events = events};
            waiting += clients[i].end == NULL;
            sending += clients[i].end == NULL && more;
        }
        polled[count] = (struct pollfd){.fd = reluctant ? STDIN_FILENO : -1, .events = POLLIN};
        if (waiting == 0 || stopped)
            return;
        bool patient = sending > 0 && !reluctant && !stalled;
        int ready = ppoll(polled, count + 1, patient ? &PATIENCE : NULL, open);
        stalled = ready == 0;
        if (ready <= 0)
            continue;
        if (polled[count].revents != 0)
            reluctant = false;
        for (int i = 0; i < count; i++) {
            if (polled[i].revents & ~POLLOUT)
                read_more(&clients[i], i + 1);
            if (polled[i].revents & POLLOUT && clients[i].end == NULL && has_more_to_send(&clients[i]))
                send_more(&clients[i], i + 1);
        }
        if (together)
            end_together(clients, count);
    }
}

static int visit(const char *path, int count, bool reluctant)
{
    int status = EXIT_SUCCESS;
    struct client clients[MOST_CLIENTS] = {0};
    sigset_t interrupt, open;

    for (int i = 0; i < count; i++)
        clients[i].fd = connected(path);
    puts("connected");

    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, &open);
    sigaction(SIGINT, &(struct sigaction){.sa_handler = stop}, NULL);
    converse(clients, count, reluctant, &open);

    for (int i = 0; i < count; i++) {
        const char *end = clients[i].end == NULL ? "no end of file" : clients[i].end;
        printf("client %d: %d of %d messages came back, %zu bytes; %s\n", i + 1, clients[i].message, messages,
               clients[i].total, end);
        if (clients[i].message < messages || clients[i].changed)
            status = EXIT_FAILURE;
        else if (clients[i].end != END_OF_FILE && status == EXIT_SUCCESS)
            status = EXIT_ENDLESS;
    }
    return status;
}

static void silent(const char *path, int count)
{
    char bytes[4096];
    struct pollfd polled[MOST_CLIENTS + 1];
    int staying = count;

    for (int i = 0; i < count; i++)
        polled[i] = (struct pollfd){.fd = connected(path), .events = POLLIN};
    polled[count] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
    puts("connected");
    while (staying > 0) {
        poll(polled, count + 1, -1);
        if (polled[count].revents != 0) {
            for (int i = 0; i < count; i++)
                shutdown(polled[i].fd, SHUT_WR);
            polled[count].fd = -1;
        }
        for (int i = 0; i < count; i++) {
            if (polled[i].revents == 0)
                continue;
            ssize_t length = read(polled[i].fd, bytes, sizeof bytes);
            if (length > 0) {
                printf("%zd bytes that nobody has sent\n", length);
                continue;
            }
            puts(length == 0 ? END_OF_FILE : strerror(errno));
            polled[i].fd = -1;
            staying--;
        }
    }
}

static void rude(const char *path)
{
    char bytes[1000] = "rude";

    close(connected(path));
    puts("closed at once");

    int server = connected(path);
    send(server, bytes, sizeof bytes, MSG_NOSIGNAL);
    close(server);
    puts("closed without waiting for the echo");

    server = connected(path);
    send(server, bytes, sizeof bytes, MSG_NOSIGNAL);
    /* Closed with bytes that were not read: the server gets ECONNRESET, unix(7). */
    poll(&(struct pollfd){.fd = server, .events = POLLIN}, 1, -1);
    close(server);
    puts("closed with an echo that was not read");
}

int main(int argc, char *argv[])
{
    const char *path = argc > 2 ? argv[1] : "";
    const char *how = argc > 2 ? argv[2] : "";
    int count = argc > 3 ? atoi(argv[3]) : 1;
    bool is_reluctant = strcmp(how, "unread") == 0;

    setvbuf(stdout, NULL, _IOLBF, 0);
    together = strcmp(how, "meet") == 0;
    if (strcmp(how, "hello") == 0 || together)
        length_of = short_length;
    else if (strcmp(how, "talk") == 0)
        length_of = talk_length, messages = 4;
    else if (strcmp(how, "long") == 0 || is_reluctant)
        length_of = long_length;

    if (strcmp(how, "rude") == 0)
        rude(path);
    else if (count < 1 || count > MOST_CLIENTS)
        return EXIT_FAILURE;
    else if (strcmp(how, "silent") == 0)
        silent(path, count);
    else if (length_of != NULL)
        return visit(path, count, is_reluctant);
    else {
        fputs("usage: client PATH hello|meet|talk|long|unread|silent|rude [N]\n", stderr);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
