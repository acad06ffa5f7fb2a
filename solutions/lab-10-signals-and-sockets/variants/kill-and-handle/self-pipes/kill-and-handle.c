/* Each handler writes a byte into a pipe of its own; to wait is to read. No mask is needed. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static int usr1[2], usr2[2];

static void handler(int number)
{
    int saved = errno;
    ssize_t written = write(number == SIGUSR1 ? usr1[1] : usr2[1], "!", 1);

    (void)written;
    errno = saved;
}

static void await(int fd)
{
    char byte;

    while (read(fd, &byte, 1) == -1 && errno == EINTR)
        continue;
}

int main(int argc, char *argv[])
{
    if (argc != 2 || pipe2(usr1, O_CLOEXEC) == -1 || pipe2(usr2, O_CLOEXEC) == -1)
        return 1;

    int wanted = atoi(argv[1]), status;
    struct sigaction sa = { 0 };

    sa.sa_handler = handler;
    sa.sa_flags = SA_RESTART;
    sigfillset(&sa.sa_mask);
    sigaction(SIGUSR1, &sa, NULL);
    sigaction(SIGUSR2, &sa, NULL);

    pid_t pid = fork();

    if (pid == 0) {
        int i = 0;

        do {
            await(usr1[0]);
            kill(getppid(), SIGUSR2);
        } while (++i < wanted);
        _exit(i);
    }
    while (wanted-- > 0) {
        kill(pid, SIGUSR1);
        await(usr2[0]);
    }
    wait(&status);
    printf("exit status of %ld: %d\n", (long)pid, WEXITSTATUS(status));
    return 0;
}
