/* Two pipes, one for each half; it is the parent that blocks, and the child that reads after Enter. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void flags(int fd, int set, int clear)
{
    fcntl(fd, F_SETFL, (fcntl(fd, F_GETFL, 0) | set) & ~clear);
}

int main(int argc, char *argv[])
{
    int empty[2], full[2], total = 0, n;
    char buf[4096];
    memset(buf, 'A', sizeof(buf));

    pipe(empty);
    flags(empty[0], O_NONBLOCK, 0);
    n = read(empty[0], buf, sizeof(buf));
    if (n == -1 && errno == EAGAIN)
        printf("EAGAIN\n");
    close(empty[0]);
    close(empty[1]);

    pipe(full);
    if (argc > 1)
        fcntl(full[0], F_SETPIPE_SZ, atoi(argv[1]));
    flags(full[1], O_NONBLOCK, 0);
    while ((n = write(full[1], buf, sizeof(buf))) != -1)
        total += n;
    printf("%d bytes went in = F_GETPIPE_SZ %d\n", total, fcntl(full[1], F_GETPIPE_SZ));
    printf("PIPE_BUF %ld\n", pathconf("/", _PC_PIPE_BUF));
    flags(full[1], 0, O_NONBLOCK);

    pid_t reader = fork();
    if (reader == 0) {
        close(full[1]);
        while (getchar() != '\n')
            ;
        while (read(full[0], buf, sizeof(buf)) > 0)
            ;
        exit(0);
    }
    close(full[0]);
    n = write(full[1], buf, 100);
    printf("wrote %d more\n", n);
    close(full[1]);
    waitpid(reader, NULL, 0);
    return 0;
}
