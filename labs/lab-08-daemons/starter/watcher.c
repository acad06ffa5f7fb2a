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

/* 日志的一行：时间，什么事，什么名字 / A line of the log: the time, what, and which name. */
static void report(const char *what, const char *name)
{
    // 用 O_APPEND 打开 LOG，写一行，不要留在缓冲区里
    // Open LOG with O_APPEND, write a line, and leave nothing in a buffer
    (void)what;
    (void)name;
}

static void become_daemon(void)
{
    // fork，父进程退出；setsid；chdir；umask；0、1、2 换成 /dev/null
    // fork, and the parent exits; setsid; chdir; umask; /dev/null for 0, 1 and 2
}

/* 每个事件写一行 / A line for each event. */
static void watch(int events)
{
    // read(events, …)：一次可能读到好几个事件，每个的长度是 sizeof(struct inotify_event) + event->len
    // read(events, …) may give several events, each sizeof(struct inotify_event) + event->len long
    (void)events;
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s DIRECTORY\n", argv[0]);
        return EXIT_FAILURE;
    }
    // inotify_init1、inotify_add_watch(…, argv[1], …)，失败了就说明原因并结束；然后成为守护进程，
    // 写一行说在看 argv[1]，开始看。轮询也可以：readdir、stat，再 sleep。
    // inotify_init1 and inotify_add_watch(…, argv[1], …); where they fail, say why and end; then become a daemon,
    // log a line that says that argv[1] is watched, and watch. Polling is all right, too: readdir, stat, sleep.
    (void)report;
    (void)become_daemon;
    (void)watch;
    return EXIT_SUCCESS;
}
