/* A handler reaps whoever ends, but for the child whose status is wanted. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void reap(int signal_number)
{
    int saved = errno;

    (void)signal_number;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    errno = saved;
}

static void read_until_eof(int count, char *numbers[])
{
    static char block[1 << 17];
    int ends[2];
    long total = 0;
    ssize_t got;

    if (pipe(ends) == -1)
        exit(EXIT_FAILURE);
    for (int i = 0; i < count; i++)
        if (fork() == 0) {
            close(ends[0]);
            _exit(write(ends[1], block, (size_t)atol(numbers[i])) == -1);
        }
    close(ends[1]);
    while ((got = read(ends[0], block, sizeof block)) > 0)
        total += got;
    printf("%ld bytes in all\n", total);
    close(ends[0]);
}

/* A child writes into a pipe that nobody can read from. */
static pid_t write_in_vain(void (*how)(int))
{
    int ends[2];

    if (pipe(ends) == -1)
        exit(EXIT_FAILURE);
    close(ends[0]);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        signal(SIGPIPE, how);
        if (write(ends[1], "?", 1) == -1)
            perror("write");
        _exit(EXIT_SUCCESS);
    }
    close(ends[1]);
    return pid;
}

int main(int argc, char *argv[])
{
    struct sigaction action = { .sa_handler = reap, .sa_flags = SA_RESTART };
    sigset_t held_back, before;
    int status;

    sigaction(SIGCHLD, &action, NULL);
    read_until_eof(argc - 1, argv + 1);

    /* Otherwise the handler might come first and take the status with it. */
    sigemptyset(&held_back);
    sigaddset(&held_back, SIGCHLD);
    sigprocmask(SIG_BLOCK, &held_back, &before);
    pid_t pid = write_in_vain(SIG_DFL);
    if (waitpid(pid, &status, 0) == pid && WIFSIGNALED(status))
        printf("%d was killed by signal %d, %s\n", (int)pid, WTERMSIG(status), strsignal(WTERMSIG(status)));
    write_in_vain(SIG_IGN);
    sigprocmask(SIG_SETMASK, &before, NULL);

    while (wait(NULL) > 0 || errno == EINTR)
        ;
    return EXIT_SUCCESS;
}
