/*
 * alarm-log: a daemon that appends a line with the time to a log each second, when SIGALRM comes.
 * alarm-log：守护进程，每秒收到 SIGALRM 时在日志末尾追加一行时间。
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#define LOG "/tmp/alarm.log"
#define SECONDS 1

// >>> solution
static volatile sig_atomic_t rung;

/* The alarm may come in the middle of malloc or printf, so that neither may be called in here. */
static void on_alarm(int signal_number)
{
    (void)signal_number;
    rung = 1;
}

static void write_time(int log)
{
    char line[64];
    time_t now = time(NULL);
    size_t length = strftime(line, sizeof line, "%Y-%m-%d %H:%M:%S\n", localtime(&now));

    if (write(log, line, length) != (ssize_t)length)
        syslog(LOG_ERR, LOG ": %m");
}

// <<< solution
static void become_daemon(void)
{
    // 与 ticker 相同的五步 / the five steps of ticker
    // >>> solution
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        exit(EXIT_FAILURE);
    }
    if (pid > 0)
        exit(EXIT_SUCCESS);

    setsid();
    if (chdir("/") == -1) {
        perror("chdir");
        exit(EXIT_FAILURE);
    }
    umask(022);

    int null = open("/dev/null", O_RDWR);
    if (null == -1) {
        perror("/dev/null");
        exit(EXIT_FAILURE);
    }
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        dup2(null, fd);
    if (null > STDERR_FILENO)
        close(null);
    // <<< solution
}

int main(void)
{
    // 打开 LOG（追加），出错时还看得见 / open LOG for appending, while errors can still be seen
    // >>> solution
    int log = open(LOG, O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (log == -1) {
        perror(LOG);
        exit(EXIT_FAILURE);
    }
    // <<< solution

    become_daemon();

    // 1. SIGALRM 的处理函数，用 sigaction 安装 / a handler for SIGALRM, installed with sigaction
    // >>> solution
    /* Blocked except in sigsuspend, it can't come between looking at the flag and going to sleep. */
    sigset_t alarm_set, none;
    sigemptyset(&none);
    sigemptyset(&alarm_set);
    sigaddset(&alarm_set, SIGALRM);
    sigprocmask(SIG_BLOCK, &alarm_set, NULL);

    struct sigaction action = { .sa_handler = on_alarm };
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    // <<< solution

    // 2. setitimer：每 SECONDS 秒一个 SIGALRM / setitimer: a SIGALRM every SECONDS seconds
    // >>> solution
    /* Set in the daemon itself: fork hands no timer on. */
    struct itimerval timer = { .it_interval = { .tv_sec = SECONDS }, .it_value = { .tv_sec = SECONDS } };
    if (setitimer(ITIMER_REAL, &timer, NULL) == -1) {
        syslog(LOG_ERR, "setitimer: %m");
        exit(EXIT_FAILURE);
    }
    // <<< solution

    // 3. 等待信号；每来一个，写一行时间 / wait for the signal; each time it comes, write a line with the time
    // >>> solution
    for (;;) {
        /* Always -1 and EINTR: the alarm has come. That is no error. */
        sigsuspend(&none);
        if (rung) {
            rung = 0;
            write_time(log);
        }
    }
    // --- starter
    //| return EXIT_SUCCESS;
    // <<< solution
}
