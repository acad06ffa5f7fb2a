/*
 * launcher: a daemon that starts the programs listed in /etc/<its name>.conf and logs what became of each.
 * launcher：守护进程，启动 /etc/<自己的名字>.conf 中列出的程序，并把每一个的成败写进日志。
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_WORDS 64

static char config_path[256], log_path[256];

/* 名字来自 argv[0] / The name comes from argv[0]. */
static void name_files(const char *argv0)
{
    // argv[0] 最后一个 / 之后的部分：/etc/NAME.conf，/var/log/NAME.log
    // What follows the last / of argv[0]: /etc/NAME.conf, /var/log/NAME.log
    (void)argv0;
    (void)config_path;
    (void)log_path;
}

static void become_daemon(void)
{
    // fork，父进程退出；setsid；chdir；umask；0、1、2 换成 /dev/null
    // fork, and the parent exits; setsid; chdir; umask; /dev/null for 0, 1 and 2
}

/* 一行一个程序；返回 exec 是否成功 / One program a line; says whether exec succeeded. */
static bool start(char *words[], pid_t *started)
{
    // fork，execv(words[0], words)；失败了就 _exit，并让父进程知道 errno
    // fork, execv(words[0], words); where that fails, _exit, and let the parent know errno
    (void)words;
    (void)started;
    return false;
}

/* 读配置，逐行启动 / Reads the configuration and starts it line by line. */
static bool read_config(void)
{
    // 逐行读：去掉 \r 和 \n，跳过空行和 # 开头的行，分成词，交给 start，结果写进日志。
    // Line by line: drop \r and \n, skip blank lines and those with a #, split into words, start, log.
    char *words[MOST_WORDS + 1] = { NULL };
    pid_t pid;
    return start(words, &pid);
}

int main(int argc, char *argv[])
{
    (void)argc;
    name_files(argv[0]);

    // 打开日志，成为守护进程，读配置；以后等信号：SIGCHLD 回收，SIGHUP 重读，SIGTERM 结束。
    // Open the log, become a daemon, read the configuration; then wait for signals: SIGCHLD reap, SIGHUP read again, SIGTERM end.
    (void)become_daemon;
    (void)read_config;
    return EXIT_SUCCESS;
}
