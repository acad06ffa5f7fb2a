/* A process for each client moves its bytes by splice; the socket is made under another name and renamed when it listens. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST 256

static pid_t children[MOST];
static volatile sig_atomic_t terminated;

static void on_signal(int sig)
{
    if (sig == SIGTERM)
        terminated = 1;
}

static struct sockaddr_un named(const char *path)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    if (snprintf(name.sun_path, sizeof name.sun_path, "%s", path) >= (int)sizeof name.sun_path) {
        fputs("path too long\n", stderr);
        exit(1);
    }
    return name;
}

static void relay(int client)
{
    int pipes[2];
    ssize_t in;

    if (pipe(pipes) < 0)
        return;
    while ((in = splice(client, NULL, pipes[1], NULL, 65536, SPLICE_F_MOVE)) > 0)
        while (in > 0) {
            ssize_t out = splice(pipes[0], NULL, client, NULL, in, SPLICE_F_MOVE);
            if (out <= 0)
                return;
            in -= out;
        }
}

static void bury(void)
{
    pid_t pid;
    while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
        for (int i = 0; i < MOST; i++)
            if (children[i] == pid)
                children[i] = 0;
}

static void remember(pid_t pid)
{
    for (int i = 0; i < MOST; i++)
        if (children[i] == 0) {
            children[i] = pid;
            return;
        }
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 1;
    struct sockaddr_un wanted = named(argv[1]);
    int probe = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(probe, (struct sockaddr *)&wanted, sizeof wanted) == 0) {
        fprintf(stderr, "a server is alive at %s\n", argv[1]);
        return 3;
    }
    close(probe);

    char other[120];
    snprintf(other, sizeof other, "%s.%d", argv[1], (int)getpid());
    struct sockaddr_un made = named(other);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&made, sizeof made) < 0 || listen(listener, 64) < 0 ||
        rename(other, argv[1]) < 0) {
        perror(argv[1]);
        return 1;
    }

    sigset_t blocked, open;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGCHLD);
    sigprocmask(SIG_BLOCK, &blocked, &open);
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGCHLD, &action, NULL);

    while (!terminated) {
        /* Signals come only here. */
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(listener, &readable);
        int ready = pselect(listener + 1, &readable, NULL, NULL, NULL, &open);
        bury();
        if (ready <= 0)
            continue;
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            continue;
        pid_t pid = fork();
        if (pid == 0) {
            signal(SIGTERM, SIG_DFL);
            signal(SIGCHLD, SIG_DFL);
            sigprocmask(SIG_SETMASK, &open, NULL);
            close(listener);
            relay(client);
            exit(0);
        }
        if (pid > 0)
            remember(pid);
        close(client);
    }
    unlink(argv[1]);
    for (int i = 0; i < MOST; i++)
        if (children[i] > 0)
            kill(children[i], SIGTERM);
    while (wait(NULL) > 0)
        ;
    return 0;
}
