/* The daemonize of the textbooks, with handlers that set flags and sigsuspend to wait for them. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

static volatile sig_atomic_t reread, report, done;

static void on_signal(int number)
{
    if (number == SIGHUP)
        reread = 1;
    else if (number == SIGUSR1)
        report = 1;
    else
        done = 1;
}

static void daemonize(const char *name)
{
    struct rlimit limit;
    struct sigaction action = { .sa_handler = SIG_IGN };
    pid_t pid;

    umask(0);
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
        exit(1);
    if ((pid = fork()) < 0)
        exit(1);
    else if (pid != 0)
        exit(0);
    setsid();
    sigaction(SIGHUP, &action, NULL);
    if ((pid = fork()) < 0)
        exit(1);
    else if (pid != 0)
        exit(0);
    if (chdir("/") < 0)
        exit(1);
    if (limit.rlim_cur == RLIM_INFINITY)
        limit.rlim_cur = 1024;
    for (rlim_t i = 0; i < limit.rlim_cur; i++)
        close((int)i);
    int fd0 = open("/dev/null", O_RDWR), fd1 = dup(0), fd2 = dup(0);
    openlog(name, LOG_CONS, LOG_DAEMON);
    if (fd0 != 0 || fd1 != 1 || fd2 != 2) {
        syslog(LOG_ERR, "unexpected descriptors %d %d %d", fd0, fd1, fd2);
        exit(1);
    }
}

static int read_word(char *word)
{
    FILE *file = fopen("/etc/full-daemonize.conf", "r");
    char line[128];
    int found = 0;
    if (!file)
        return -1;
    while (fgets(line, sizeof line, file))
        if (strncmp(line, "word=", 5) == 0) {
            line[strcspn(line, "\r\n")] = 0;
            snprintf(word, 64, "%.63s", line + 5);
            found = 1;
        }
    fclose(file);
    return found ? 0 : -1;
}

int main(int argc, char *argv[])
{
    char word[64] = "";
    sigset_t waited, none;
    struct sigaction action = { .sa_handler = on_signal };

    (void)argc;
    daemonize(argv[0]);
    sigemptyset(&none);
    sigemptyset(&waited);
    sigaddset(&waited, SIGHUP);
    sigaddset(&waited, SIGUSR1);
    sigaddset(&waited, SIGTERM);
    sigprocmask(SIG_BLOCK, &waited, NULL);
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    if (read_word(word) < 0)
        syslog(LOG_WARNING, "no configuration: %s", strerror(errno));

    int fd = open("/var/run/full-daemonize.pid", O_RDWR | O_CREAT, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    char text[16];
    int length = snprintf(text, sizeof text, "%ld", (long)getpid());
    if (ftruncate(fd, 0) < 0 || write(fd, text, (size_t)length) != length)
        exit(1);
    syslog(LOG_NOTICE, "守护进程开始工作，词是 %s", word);
    while (!done) {
        sigsuspend(&none);
        if (reread) {
            reread = 0;
            if (read_word(word) == 0)
                syslog(LOG_NOTICE, "重读配置，词是 %s", word);
            else
                syslog(LOG_ERR, "重读失败：%s", strerror(errno));
        }
        if (report) {
            report = 0;
            syslog(LOG_NOTICE, "词是 %s", word);
        }
    }
    unlink("/var/run/full-daemonize.pid");
    syslog(LOG_NOTICE, "守护进程结束");
    closelog();
    exit(0);
}
