/* Workers that were made beforehand all accept on the same socket; a new one takes the place of one that has ended. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS = 8 };

static pid_t workers[WORKERS];

static void work(int listener)
{
    char data[2048];

    for (;;) {
        int client = accept(listener, 0, 0);
        if (client < 0)
            continue;
        ssize_t n;
        while ((n = read(client, data, sizeof data)) > 0) {
            ssize_t done = 0, m;
            while (done < n && (m = write(client, data + done, n - done)) > 0)
                done += m;
            if (done < n)
                break;
        }
        close(client);
    }
}

static void hire(int slot, int listener, const sigset_t *mask)
{
    pid_t boss = getpid();
    workers[slot] = fork();
    if (workers[slot] == 0) {
        sigprocmask(SIG_SETMASK, mask, NULL);
        signal(SIGPIPE, SIG_IGN);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != boss)
            _exit(1);
        work(listener);
    }
}

int main(int argc, char *argv[])
{
    struct sockaddr_un addr = {.sun_family = AF_UNIX};
    sigset_t both, before;

    if (argc != 2)
        return 1;
    snprintf(addr.sun_path, sizeof addr.sun_path, "%s", argv[1]);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(listener, (void *)&addr, sizeof addr) == 0) {
        fprintf(stderr, "%s: in use\n", argv[1]);
        return 1;
    }
    if (errno == ECONNREFUSED)
        unlink(argv[1]);
    if (bind(listener, (void *)&addr, sizeof addr) != 0 || listen(listener, 5) != 0) {
        perror(argv[0]);
        return 1;
    }

    sigemptyset(&both);
    sigaddset(&both, SIGTERM);
    sigaddset(&both, SIGCHLD);
    sigprocmask(SIG_BLOCK, &both, &before);
    for (int i = 0; i < WORKERS; i++)
        hire(i, listener, &before);
    for (;;) {
        if (sigwaitinfo(&both, NULL) == SIGTERM)
            break;
        pid_t gone;
        while ((gone = waitpid(-1, NULL, WNOHANG)) > 0)
            for (int i = 0; i < WORKERS; i++)
                if (workers[i] == gone)
                    hire(i, listener, &before);
    }
    unlink(argv[1]);
    for (int i = 0; i < WORKERS; i++)
        kill(workers[i], SIGKILL);
    while (wait(NULL) > 0)
        ;
    return 0;
}
