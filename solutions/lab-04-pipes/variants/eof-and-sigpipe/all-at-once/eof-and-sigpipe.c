/* All children are made first, each with its duty; a SIGCHLD handler reaps, a further child reads. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t left;
static volatile sig_atomic_t killed, killer;

static void reap(int sig)
{
    int status, saved = errno;
    pid_t pid;
    (void)sig;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        left--;
        if (WIFSIGNALED(status)) {
            killed = pid;
            killer = WTERMSIG(status);
        }
    }
    errno = saved;
}

static int start(void (*duty)(int, long), int fd, int close_too, long n)
{
    pid_t pid = fork();
    if (pid == 0) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        signal(SIGCHLD, SIG_DFL);
        if (close_too >= 0)
            close(close_too);
        duty(fd, n);
        exit(0);
    }
    left++;
    return pid;
}

static void pour(int fd, long n)
{
    static char zeros[65536];
    while (n > 0) {
        ssize_t w = write(fd, zeros, n < 65536 ? n : 65536);
        if (w < 0)
            exit(1);
        n -= w;
    }
}

static void drain(int fd, long n)
{
    static char buffer[65536];
    ssize_t r;
    while ((r = read(fd, buffer, sizeof buffer)) > 0)
        n += r;
    printf("%ld bytes until EOF\n", n);
}

static void break_pipe(int fd, long ignore)
{
    if (ignore) {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGPIPE);
        sigprocmask(SIG_BLOCK, &set, NULL);
    }
    if (write(fd, "", 1) < 0)
        printf("broken: %s\n", strerror(errno));
}

int main(int argc, char *argv[])
{
    int flow[2], broken[2];
    sigset_t chld, old;
    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    sigprocmask(SIG_BLOCK, &chld, &old);
    struct sigaction act = {.sa_handler = reap};
    sigaction(SIGCHLD, &act, NULL);

    if (pipe(flow) < 0 || pipe(broken) < 0)
        return 1;
    close(broken[0]);
    for (int i = 1; i < argc; i++)
        start(pour, flow[1], flow[0], atol(argv[i]));
    start(drain, flow[0], flow[1], 0);
    close(flow[0]);
    close(flow[1]);
    start(break_pipe, broken[1], -1, 0);
    start(break_pipe, broken[1], -1, 1);
    close(broken[1]);

    while (left > 0)
        sigsuspend(&old);
    printf("signal %d ended %d\n", (int)killer, (int)killed);
    return 0;
}
