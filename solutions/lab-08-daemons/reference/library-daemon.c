/*
 * library-daemon: what daemon(3) does, and what it leaves to be done, as the daemon itself finds it.
 * library-daemon：daemon(3) 做了什么，还剩什么要自己做，由守护进程自己查看并写成报告。
 *
 *   ./library-daemon NOCHDIR NOCLOSE         daemon(NOCHDIR, NOCLOSE), and nothing else
 *   ./library-daemon NOCHDIR NOCLOSE more    the same, and what is missing
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <syslog.h>
#include <unistd.h>

#define EARLY "/tmp/library-daemon.early"
#define REPORT "/tmp/library-daemon.report"

// >>> solution
static void fail(const char *what)
{
    syslog(LOG_ERR, "%s: %m", what);
    exit(EXIT_FAILURE);
}

/* What daemon(3) leaves undone. */
static void do_the_rest(void)
{
    /* The child is in the session of its parent, but does not lead it: no terminal can become its own. */
    pid_t pid = fork();
    if (pid == -1)
        fail("fork");
    if (pid > 0)
        _exit(EXIT_SUCCESS);

    umask(022);
    close_range(STDERR_FILENO + 1, ~0U, 0);
}

/* A session leader that has no terminal gets the one that it opens. Both ends stay open. */
static void open_terminal(void)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master == -1 || grantpt(master) == -1 || unlockpt(master) == -1)
        fail("posix_openpt");
    if (open(ptsname(master), O_RDWR) == -1)
        fail("pts");
}

static int has_terminal(void)
{
    int tty = open("/dev/tty", O_RDWR);
    if (tty == -1)
        return 0;
    close(tty);
    return 1;
}

/* There is no other way to ask for it than to set it. */
static mode_t current_umask(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return mask;
}

static int is_open(const char *path)
{
    for (int fd = STDERR_FILENO + 1; fd < 64; fd++) {
        char link[32], target[PATH_MAX] = "";
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        if (readlink(link, target, sizeof target - 1) > 0 && strcmp(target, path) == 0)
            return 1;
    }
    return 0;
}

static void write_report(void)
{
    char cwd[PATH_MAX];
    FILE *report = fopen(REPORT, "w");
    if (report == NULL || getcwd(cwd, sizeof cwd) == NULL)
        fail(REPORT);

    fprintf(report, "pid=%d\nsid=%d\n", (int)getpid(), (int)getsid(0));
    fprintf(report, "tty=%s\n", has_terminal() ? "yes" : "no");
    fprintf(report, "cwd=%s\n", cwd);
    fprintf(report, "umask=%03o\n", (unsigned)current_umask());
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        char link[32], target[PATH_MAX] = "";
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(link, target, sizeof target - 1);
        fprintf(report, "%d=%s\n", fd, length == -1 ? "closed" : target);
    }
    fprintf(report, "early=%s\n", is_open(EARLY) ? "open" : "closed");
    fclose(report);
}

// <<< solution
int main(int argc, char *argv[])
{
    if (argc < 3) {
        fprintf(stderr, "usage: %s NOCHDIR NOCLOSE [more]\n", argv[0]);
        return EXIT_FAILURE;
    }
    int nochdir = atoi(argv[1]), noclose = atoi(argv[2]);
    int more = argc > 3 && strcmp(argv[3], "more") == 0;

    // 1. 打开 EARLY，让它开着 / open EARLY, and leave it open
    // >>> solution
    if (open(EARLY, O_WRONLY | O_CREAT, 0644) == -1) {
        perror(EARLY);
        return EXIT_FAILURE;
    }
    // <<< solution

    // 2. daemon(nochdir, noclose)
    // >>> solution
    if (daemon(nochdir, noclose) == -1) {
        perror("daemon");
        return EXIT_FAILURE;
    }
    // --- starter
    //| (void)nochdir;
    //| (void)noclose;
    // <<< solution

    // 3. 有 more 时，补上 daemon(3) 没有做的 / with "more", do what daemon(3) leaves undone
    // >>> solution
    if (more)
        do_the_rest();
    // --- starter
    //| (void)more;
    // <<< solution

    // 4. 打开一个新的伪终端（不带 O_NOCTTY），不关闭 / open a new pseudo-terminal, without O_NOCTTY, and keep it open
    // >>> solution
    open_terminal();
    // <<< solution

    // 5. 把查到的写进 REPORT / write what you find into REPORT
    // >>> solution
    write_report();
    // <<< solution

    // 6. 等待 / wait
    // >>> solution
    for (;;)
        pause();
    // --- starter
    //| return EXIT_SUCCESS;
    // <<< solution
}
