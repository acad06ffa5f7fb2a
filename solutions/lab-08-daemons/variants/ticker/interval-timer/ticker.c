/* setitimer and a handler that only sets a flag; pid file in /run, its own log opened first, descriptors on the log. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t due;

static void tick(int signal)
{
    (void)signal;
    due = 1;
}

int main(void)
{
    pid_t pid = fork();
    if (pid < 0)
        exit(1);
    if (pid > 0)
        exit(1);

    if (setsid() < 0)
        exit(1);
    umask(027);
    int log = open("/var/log/ticker.log", O_WRONLY | O_CREAT | O_APPEND, 0644);
    int null = open("/dev/null", O_RDONLY);
    if (log < 0 || null < 0 || chdir("/") != 0)
        exit(1);
    dup2(null, 0);
    dup2(log, 1);
    dup2(log, 2);
    FILE *run = fopen("/run/ticker.pid", "w");
    if (run) {
        fprintf(run, "%d\n", (int)getpid());
        fclose(run);
    }

    sigset_t alarm, old;
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    sigprocmask(SIG_BLOCK, &alarm, &old);
    struct sigaction action = { .sa_handler = tick };
    sigaction(SIGALRM, &action, NULL);
    struct itimerval timer = { .it_value = { .tv_sec = 1 }, .it_interval = { .tv_sec = 3 } };
    setitimer(ITIMER_REAL, &timer, NULL);

    for (int n = 1;; n++) {
        while (!due)
            sigsuspend(&old);
        due = 0;
        char name[64];
        snprintf(name, sizeof name, "tick.%d.%d", (int)getpid(), n);
        int fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0666);
        dprintf(1, "%s: %s\n", name, fd < 0 ? "failed" : "made");
        if (fd >= 0)
            close(fd);
    }
}
