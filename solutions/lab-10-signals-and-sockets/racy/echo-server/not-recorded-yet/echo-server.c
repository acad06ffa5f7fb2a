/* A process for each client, five at most; further ones wait until one of those has ended. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define PLACES 8

static struct sockaddr_un address = {.sun_family = AF_UNIX};
static volatile pid_t served[PLACES];

static void reap(int signal)
{
    int saved = errno;
    pid_t pid;

    (void)signal;
    while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
        for (int i = 0; i < PLACES; i++)
            if (served[i] == pid)
                served[i] = 0;
    errno = saved;
}

static void end(int signal)
{
    (void)signal;
    for (int i = 0; i < PLACES; i++)
        if (served[i] != 0)
            kill(served[i], SIGKILL);
    unlink(address.sun_path);
    _exit(0);
}

static void serve(int client)
{
    char bytes[8192];
    ssize_t length, sent;

    while ((length = read(client, bytes, sizeof bytes)) > 0)
        for (ssize_t done = 0; done < length; done += sent)
            if ((sent = write(client, bytes + done, length - done)) == -1)
                return;
}

/* A place that nobody has; waits until there is one. Called with both signals blocked. */
static int free_place(const sigset_t *open)
{
    for (;;) {
        for (int i = 0; i < PLACES; i++)
            if (served[i] == 0)
                return i;
        sigsuspend(open);
    }
}

int main(int argc, char *argv[])
{
    if (argc != 2 || strlen(argv[1]) >= sizeof address.sun_path)
        return 1;
    strcpy(address.sun_path, argv[1]);
    char lock[sizeof address.sun_path + 8];
    snprintf(lock, sizeof lock, "%s.lock", argv[1]);
    if (flock(open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600), LOCK_EX | LOCK_NB) == -1) {
        perror(lock);
        return 1;
    }
    unlink(argv[1]);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1 || listen(listener, 32) == -1) {
        perror(argv[1]);
        return 1;
    }

    sigset_t both, open;
    sigemptyset(&both);
    sigaddset(&both, SIGCHLD);
    sigaddset(&both, SIGTERM);
    struct sigaction reaping = {.sa_handler = reap, .sa_mask = both, .sa_flags = SA_RESTART};
    struct sigaction ending = {.sa_handler = end, .sa_mask = both};
    sigaction(SIGCHLD, &reaping, NULL);
    sigaction(SIGTERM, &ending, NULL);

    for (;;) {
        sigprocmask(SIG_BLOCK, &both, &open);
        int place = free_place(&open);
        sigprocmask(SIG_SETMASK, &open, NULL);
        int client = accept(listener, NULL, NULL);
        if (client == -1)
            continue;
        /* Whoever ends is on record by then. */
        sigprocmask(SIG_BLOCK, &both, &open);
        pid_t pid = fork();
        if (pid == 0) {
            signal(SIGTERM, SIG_DFL);
            signal(SIGCHLD, SIG_DFL);
            sigprocmask(SIG_SETMASK, &open, NULL);
            close(listener);
            serve(client);
            _exit(0);
        }
        if (pid > 0)
            served[place] = pid;
        sigprocmask(SIG_SETMASK, &open, NULL);
        close(client);
    }
}
