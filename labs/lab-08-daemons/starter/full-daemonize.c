/*
 * full-daemonize: a daemon with every step of the recipe, told what to do by signals.
 * full-daemonize：每一步都做全的守护进程，由信号指挥。
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <syslog.h>
#include <unistd.h>

#define NAME "full-daemonize"
#define CONFIG "/etc/" NAME ".conf"
#define PID_FILE "/run/" NAME ".pid"

static char word[64] = "none";

static void become_daemon(void)
{
    // umask；fork；setsid；再 fork；chdir；关闭全部描述符；0、1、2 换成 /dev/null
    // umask; fork; setsid; fork again; chdir; close every descriptor; /dev/null as 0, 1 and 2
}

/* 读 word=… 一行；读不了就保留原来的 / Reads the line word=…; what cannot be read changes nothing. */
static bool read_config(void)
{
    // fopen，fscanf(…, "word=%63s", …)，fclose；打不开就用 syslog 说明原因（%m）
    // fopen, fscanf(…, "word=%63s", …), fclose; where it can't be opened, tell syslog why (%m)
    (void)word;
    return false;
}

int main(void)
{
    // 成为守护进程，读配置，把 PID 写进 PID_FILE，用 syslog 报告 word；以后等信号：
    // Become a daemon, read the configuration, write the PID to PID_FILE, report word by syslog; then wait for signals:
    // SIGUSR1：用 syslog 报告 word；SIGHUP：重读；SIGTERM：删除 PID_FILE，结束。
    // SIGUSR1: report word by syslog; SIGHUP: read again; SIGTERM: remove PID_FILE and end.
    (void)become_daemon;
    (void)read_config;
    return EXIT_SUCCESS;
}
