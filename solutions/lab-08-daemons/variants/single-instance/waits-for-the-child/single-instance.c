// The daemon locks and tells its parent through a pipe how that went; the parent reports and ends with that status.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char path[] = "/run/single-instance.pid";

static void end(int sig) { (void)sig; }

int main(void)
{
    int report[2];
    pipe2(report, O_CLOEXEC);

    if (fork() > 0) {
        char text[128] = "";
        close(report[1]);
        ssize_t n = read(report[0], text, sizeof text - 1);
        if (n > 0)
            fputs(text, stdout);
        return n > 0 ? 3 : 0;
    }
    setsid();
    if (fork() > 0)
        _exit(0);

    int fd = open(path, O_CREAT | O_RDWR, 0600);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) < 0) {
        char pid[20] = "?";
        read(fd, pid, sizeof pid - 1);
        dprintf(report[1], "已经在运行：%s\n", strtok(pid, "\n"));
        return 1;
    }
    chdir("/");
    umask(077);
    close(0), close(1), close(2);
    open("/dev/null", O_RDWR), dup(0), dup(0);
    ftruncate(fd, 0);
    dprintf(fd, "%d\n", getpid());
    close(report[0]);
    close(report[1]);

    /* SIGTERM ends it in good order: the file stays, emptied. */
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    struct sigaction action = { .sa_handler = end };
    sigaction(SIGTERM, &action, NULL);
    sigdelset(&all, SIGTERM);
    sigsuspend(&all);
    ftruncate(fd, 0);
    return 0;
}
