/* Two processes: one takes the events without blocking, with poll, and hands the names to the other, which writes them down. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void scribe(int from)
{
    FILE *in = fdopen(from, "r");
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, in) > 0) {
        struct timespec now;
        char clock[16];
        clock_gettime(CLOCK_REALTIME, &now);
        strftime(clock, sizeof clock, "%H:%M:%S", gmtime(&now.tv_sec));
        FILE *log = fopen("/var/log/watcher.log", "a");
        fprintf(log, "%s.%03ld UTC\t%s", clock, now.tv_nsec / 1000000, line);
        fclose(log);
    }
    exit(0);
}

int main(int argc, char *argv[])
{
    int ends[2];
    char folder[PATH_MAX];

    if (argc != 2) {
        fprintf(stderr, "usage\n");
        return 64;
    }
    if (realpath(argv[1], folder) == NULL)
        return fprintf(stderr, "cannot watch %s (%s)\n", argv[1], strerrorname_np(errno)), 66;
    int queue = inotify_init1(IN_NONBLOCK);
    if (inotify_add_watch(queue, folder, IN_CREATE | IN_DELETE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO) < 0)
        return perror(folder), 71;

    if (fork() > 0)
        _exit(0);
    setsid();
    umask(077);
    chdir(folder);
    if (pipe(ends) < 0)
        return 71;
    int null = open("/dev/null", O_RDWR);
    for (int i = 0; i < 3; i++)
        dup2(null, i);
    signal(SIGCHLD, SIG_IGN);
    if (fork() == 0) {
        close(queue);
        close(ends[1]);
        scribe(ends[0]);
    }
    close(ends[0]);
    dprintf(ends[1], "START\t%s\n", folder);
    for (struct pollfd p = { .fd = queue, .events = POLLIN };;) {
        char buffer[4096] __attribute__((aligned(8)));
        poll(&p, 1, -1);
        for (ssize_t n; (n = read(queue, buffer, sizeof buffer)) > 0;)
            for (char *at = buffer; at < buffer + n;) {
                struct inotify_event *e = (struct inotify_event *)at;
                at += sizeof *e + e->len;
                if (e->len)
                    dprintf(ends[1], "%#x\t%s\n", e->mask, e->name);
            }
    }
}
