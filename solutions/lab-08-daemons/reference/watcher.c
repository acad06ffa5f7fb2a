/*
 * watcher: a daemon that logs what happens to the files of a directory.
 * watcher：守护进程，记录一个目录中的文件发生了什么。
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define LOG "/var/log/watcher.log"

// >>> solution
static FILE *journal;

// <<< solution
/* 日志的一行：时间，什么事，什么名字 / A line of the log: the time, what, and which name. */
static void report(const char *what, const char *name)
{
    // >>> solution
    char when[32];
    time_t now = time(NULL);
    strftime(when, sizeof when, "%F %T", localtime(&now));
    /* The name is an argument, never the format: it may hold a %. */
    fprintf(journal, "%s %s %s\n", when, what, name);
    /* A daemon does not end: what is in a buffer would stay there. */
    fflush(journal);
    // --- starter
    // 用 O_APPEND 打开 LOG，写一行，不要留在缓冲区里
    // Open LOG with O_APPEND, write a line, and leave nothing in a buffer
    //| (void)what;
    //| (void)name;
    // <<< solution
}

static void become_daemon(void)
{
    // fork，父进程退出；setsid；chdir；umask；0、1、2 换成 /dev/null
    // fork, and the parent exits; setsid; chdir; umask; /dev/null for 0, 1 and 2
    // >>> solution
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        exit(EXIT_FAILURE);
    }
    if (pid > 0)
        _exit(EXIT_SUCCESS);
    setsid();
    umask(022);
    if (chdir("/") == -1)
        report("chdir / failed:", strerror(errno));

    int null = open("/dev/null", O_RDWR);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        dup2(null, fd);
    if (null > STDERR_FILENO)
        close(null);
    // <<< solution
}

// >>> solution
static const char *what_happened(const struct inotify_event *event)
{
    if (event->mask & IN_CREATE)
        return "created";
    if (event->mask & IN_MODIFY)
        return "changed";
    if (event->mask & IN_DELETE)
        return "deleted";
    if (event->mask & IN_MOVED_FROM)
        return "renamed from";
    return "renamed to";
}

// <<< solution
/* 每个事件写一行 / A line for each event. */
static void watch(int events)
{
    // >>> solution
    /* Room for many events, and at least for one with the longest name; aligned for the structs in it, inotify(7). */
    char buffer[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)]
        __attribute__((aligned(__alignof__(struct inotify_event))));
    ssize_t length;
    while ((length = read(events, buffer, sizeof buffer)) > 0) {
        const struct inotify_event *event;
        /* One read gives whatever has come: each event tells how long its own name is. */
        for (char *p = buffer; p < buffer + length; p += sizeof *event + event->len) {
            event = (const struct inotify_event *)p;
            if (event->len > 0)
                report(what_happened(event), event->name);
        }
    }
    report("read failed:", strerror(errno));
    // --- starter
    // read(events, …)：一次可能读到好几个事件，每个的长度是 sizeof(struct inotify_event) + event->len
    // read(events, …) may give several events, each sizeof(struct inotify_event) + event->len long
    //| (void)events;
    // <<< solution
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s DIRECTORY\n", argv[0]);
        return EXIT_FAILURE;
    }
    // >>> solution
    /* Before chdir and before standard error is gone: a relative path still means what it meant, and errors are seen. */
    int events = inotify_init1(IN_CLOEXEC);
    if (events == -1
        || inotify_add_watch(events, argv[1], IN_CREATE | IN_MODIFY | IN_DELETE | IN_MOVE | IN_ONLYDIR) == -1) {
        perror(argv[1]);
        return EXIT_FAILURE;
    }
    journal = fopen(LOG, "ae");
    if (journal == NULL) {
        perror(LOG);
        return EXIT_FAILURE;
    }
    become_daemon();
    report("watching", argv[1]);
    watch(events);
    return EXIT_FAILURE;
    // --- starter
    // inotify_init1、inotify_add_watch(…, argv[1], …)，失败了就说明原因并结束；然后成为守护进程，
    // 写一行说在看 argv[1]，开始看。轮询也可以：readdir、stat，再 sleep。
    // inotify_init1 and inotify_add_watch(…, argv[1], …); where they fail, say why and end; then become a daemon,
    // log a line that says that argv[1] is watched, and watch. Polling is all right, too: readdir, stat, sleep.
    //| (void)report;
    //| (void)become_daemon;
    //| (void)watch;
    //| return EXIT_SUCCESS;
    // <<< solution
}
