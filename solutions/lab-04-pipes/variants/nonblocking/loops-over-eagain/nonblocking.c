/* The empty pipe is asked again and again until a child has written; poll and a SIGCHLD that is ignored. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int fd[2], go[2], tries = 0;
    char block[65536];
    memset(block, 0, sizeof block);
    if (argc != 2 || pipe(fd) == -1 || pipe(go) == -1)
        return EXIT_FAILURE;
    signal(SIGCHLD, SIG_IGN);

    if (fork() == 0) {
        close(go[1]);
        read(go[0], block, 1);
        write(fd[1], "hello", 5);
        _exit(0);
    }
    fcntl(fd[0], F_SETFL, O_NONBLOCK);
    for (;;) {
        ssize_t n = read(fd[0], block, sizeof block);
        if (n > 0)
            break;
        if (n == -1 && errno == EWOULDBLOCK)
            dprintf(STDOUT_FILENO, "EWOULDBLOCK\n");
        if (++tries == 3)
            close(go[1]);
        poll(NULL, 0, 10);
    }

    fcntl(fd[1], F_SETFL, O_NONBLOCK);
    fcntl(fd[1], F_SETPIPE_SZ, atoi(argv[1]));
    ssize_t total = 0, n;
    while ((n = write(fd[1], block, sizeof block)) > 0)
        total += n;
    dprintf(STDOUT_FILENO, "capacity %d, in it %zd, atomic %d\n", fcntl(fd[1], F_GETPIPE_SZ), total, PIPE_BUF);

    fcntl(fd[1], F_SETFL, 0);
    if (fork() == 0) {
        if (write(fd[1], block, sizeof block) == sizeof block)
            dprintf(STDOUT_FILENO, "all of it\n");
        _exit(0);
    }
    struct pollfd enter = {.fd = STDIN_FILENO, .events = POLLIN};
    poll(&enter, 1, -1);
    close(fd[1]);
    fcntl(fd[0], F_SETFL, 0);
    while (read(fd[0], block, sizeof block) > 0)
        ;
    while (wait(NULL) != -1)
        ;
    return 0;
}
