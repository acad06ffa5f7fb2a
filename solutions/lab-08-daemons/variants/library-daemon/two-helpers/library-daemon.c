/* With "more", the first fork comes before daemon(3): what daemon(3) forks then is a leader, and so one more is needed anyway. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define REPORT "/tmp/library-daemon.report"

static int early;

static void leave(void)
{
    if (fork())
        _exit(0);
}

static void finish(void)
{
    struct rlimit limit;
    leave();
    umask(027);
    getrlimit(RLIMIT_NOFILE, &limit);
    for (rlim_t fd = 3; fd < limit.rlim_cur; fd++)
        close((int)fd);
    early = -1;
}

static void terminal(void)
{
    int fd = posix_openpt(O_RDWR | O_NOCTTY);
    unlockpt(fd);
    /* Read only is enough to get it. */
    open(ptsname(fd), O_RDONLY);
}

static void tell(const char *format, ...)
{
    __builtin_va_list list;
    FILE *file = fopen(REPORT, "a");
    __builtin_va_start(list, format);
    vfprintf(file, format, list);
    __builtin_va_end(list);
    fclose(file);
}

int main(int argc, char *argv[])
{
    early = open("/tmp/library-daemon.early", O_CREAT | O_RDWR, 0666);
    unlink(REPORT);
    if (argc > 3)
        leave();
    if (argc < 3 || daemon(argv[1][0] - '0', argv[2][0] - '0'))
        return 1;
    if (argc > 3)
        finish();
    terminal();

    char text[512];
    int fd = open("/dev/tty", O_RDWR);
    mode_t old = umask(0);
    umask(old);
    tell("tty=%s\n", fd < 0 ? "no" : "yes");
    if (fd >= 0)
        close(fd);
    tell("umask=%o\n", old);
    tell("cwd=%s\n", getcwd(text, sizeof text));
    for (fd = 0; fd < 3; fd++) {
        sprintf(text, "/proc/%d/fd/%d", getpid(), fd);
        char *target = realpath(text, NULL);
        tell("%d=%s\n", fd, target ? target : "closed");
        free(target);
    }
    tell("early=%s\n", early < 0 ? "closed" : "open");
    tell("pid=%d\n", getpid());
    tell("sid=%d\n", getsid(0));
    sigset_t set;
    sigemptyset(&set);
    sigsuspend(&set);
    return 0;
}
