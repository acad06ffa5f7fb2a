/* A thread for each client; one more waits for SIGTERM. Whether a server lives is asked by connect. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void *echo(void *argument)
{
    int fd = (int)(intptr_t)argument;
    char buffer[16384];

    for (;;) {
        ssize_t got = recv(fd, buffer, sizeof buffer, 0);
        if (got <= 0)
            break;
        for (ssize_t done = 0; done < got;) {
            ssize_t sent = send(fd, buffer + done, got - done, MSG_NOSIGNAL);
            if (sent < 0) {
                close(fd);
                return NULL;
            }
            done += sent;
        }
    }
    close(fd);
    return NULL;
}

static void *wait_for_end(void *path)
{
    sigset_t set;
    int signal;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigwait(&set, &signal);
    unlink(path);
    exit(0);
}

int main(int argc, char **argv)
{
    struct sockaddr_un name;
    sigset_t set;
    pthread_t thread;
    pthread_attr_t detached;

    if (argc < 2)
        return 2;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);

    memset(&name, 0, sizeof name);
    name.sun_family = AF_UNIX;
    strncpy(name.sun_path, argv[1], sizeof name.sun_path - 1);
    int server = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(server, (struct sockaddr *)&name, sizeof name) < 0) {
        int probe = socket(AF_UNIX, SOCK_STREAM, 0);
        if (errno != EADDRINUSE || connect(probe, (struct sockaddr *)&name, sizeof name) == 0) {
            fprintf(stderr, "somebody serves at %s already\n", argv[1]);
            return 1;
        }
        close(probe);
        unlink(argv[1]);
        if (bind(server, (struct sockaddr *)&name, sizeof name) < 0) {
            perror("bind");
            return 1;
        }
    }
    listen(server, 10);
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    pthread_create(&thread, &detached, wait_for_end, argv[1]);
    printf("listening at %s\n", argv[1]);
    while (1) {
        int fd = accept(server, NULL, NULL);
        if (fd >= 0 && pthread_create(&thread, &detached, echo, (void *)(intptr_t)fd) != 0)
            close(fd);
    }
}
