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

// >>> solution
static void fork_and_leave(void)
{
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        exit(EXIT_FAILURE);
    }
    if (pid > 0)
        _exit(EXIT_SUCCESS);
}

// <<< solution
static void become_daemon(void)
{
    // umask；fork；setsid；再 fork；chdir；关闭全部描述符；0、1、2 换成 /dev/null
    // umask; fork; setsid; fork again; chdir; close every descriptor; /dev/null as 0, 1 and 2
    // >>> solution
    umask(0);
    fork_and_leave();
    setsid();
    /* The leader of a session would get the first terminal it opens as its own. Its child is no leader, and never will. */
    fork_and_leave();
    if (chdir("/") == -1) {
        perror("chdir /");
        exit(EXIT_FAILURE);
    }

    /* Whoever started it may have left anything open: a lock, a pipe that somebody reads, another terminal. */
    close_range(0, ~0U, 0);
    /* The lowest free number is 0 now. */
    open("/dev/null", O_RDWR);
    dup(0);
    dup(0);
    // <<< solution
}

/* 读 word=… 一行；读不了就保留原来的 / Reads the line word=…; what cannot be read changes nothing. */
static bool read_config(void)
{
    // >>> solution
    char fresh[sizeof word];
    FILE *config = fopen(CONFIG, "re");
    if (config == NULL) {
        syslog(LOG_ERR, "%s: %m, word=%s stays", CONFIG, word);
        return false;
    }
    int found = fscanf(config, "word=%63s", fresh);
    fclose(config);
    if (found != 1) {
        syslog(LOG_ERR, "%s: no word, word=%s stays", CONFIG, word);
        return false;
    }
    strcpy(word, fresh);
    return true;
    // --- starter
    // fopen，fscanf(…, "word=%63s", …)，fclose；打不开就用 syslog 说明原因（%m）
    // fopen, fscanf(…, "word=%63s", …), fclose; where it can't be opened, tell syslog why (%m)
    //| (void)word;
    //| return false;
    // <<< solution
}

// >>> solution
/* With umask 0 the mode is exactly this one; fopen would ask for 0666. */
static void write_pid_file(void)
{
    int fd = open(PID_FILE, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd == -1 || dprintf(fd, "%d\n", (int)getpid()) < 0) {
        syslog(LOG_ERR, "%s: %m", PID_FILE);
        exit(EXIT_FAILURE);
    }
    close(fd);
}

// <<< solution
int main(void)
{
    // >>> solution
    /* From here on signals wait until sigwaitinfo fetches them: none can come too early, and none interrupts anything. */
    sigset_t awaited;
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGHUP);
    sigaddset(&awaited, SIGUSR1);
    sigaddset(&awaited, SIGTERM);
    sigprocmask(SIG_BLOCK, &awaited, NULL);

    become_daemon();
    /* Not before everything was closed: that would take the connection to syslog with it. */
    openlog(NAME, LOG_PID, LOG_DAEMON);
    read_config();
    write_pid_file();
    syslog(LOG_INFO, "started, word=%s", word);

    for (;;) {
        int signal_number = sigwaitinfo(&awaited, NULL);
        if (signal_number == SIGUSR1)
            syslog(LOG_INFO, "word=%s", word);
        if (signal_number == SIGHUP && read_config())
            syslog(LOG_INFO, "%s read again, word=%s", CONFIG, word);
        if (signal_number == SIGTERM)
            break;
    }
    unlink(PID_FILE);
    syslog(LOG_INFO, "ended by SIGTERM");
    return EXIT_SUCCESS;
    // --- starter
    // 成为守护进程，读配置，把 PID 写进 PID_FILE，用 syslog 报告 word；以后等信号：
    // Become a daemon, read the configuration, write the PID to PID_FILE, report word by syslog; then wait for signals:
    // SIGUSR1：用 syslog 报告 word；SIGHUP：重读；SIGTERM：删除 PID_FILE，结束。
    // SIGUSR1: report word by syslog; SIGHUP: read again; SIGTERM: remove PID_FILE and end.
    //| (void)become_daemon;
    //| (void)read_config;
    //| return EXIT_SUCCESS;
    // <<< solution
}
