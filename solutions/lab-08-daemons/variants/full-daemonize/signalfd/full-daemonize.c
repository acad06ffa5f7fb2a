/* Signals as a file: signalfd and poll. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

struct settings {
    char *word;
};

static int get(struct settings *settings)
{
    char *line = NULL;
    size_t size = 0;
    int result = -1;
    FILE *f = fopen("/etc/full-daemonize.conf", "r");
    if (f == NULL)
        return -1;
    while (getline(&line, &size, f) > 0) {
        char *name = strtok(line, "= \n"), *value = strtok(NULL, "= \n");
        if (name && value && !strcmp(name, "word")) {
            free(settings->word);
            settings->word = strdup(value);
            result = 0;
        }
    }
    free(line);
    fclose(f);
    return result;
}

int main(void)
{
    struct settings settings = { strdup("(none)") };
    if (fork() != 0)
        _exit(1);
    setsid();
    if (fork() != 0)
        _exit(1);
    umask(0);
    chdir("/");
    closefrom(3);
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    dup2(null, 2);
    close(null);

    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);

    openlog("full-daemonize", LOG_PID, LOG_DAEMON);
    get(&settings);
    int fd = open("/run/full-daemonize.pid", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    dprintf(fd, "%d\n", getpid());
    close(fd);
    syslog(LOG_INFO, "running with %s", settings.word);

    for (struct pollfd p = { .fd = signals, .events = POLLIN }; poll(&p, 1, -1) > 0 || errno == EINTR;) {
        struct signalfd_siginfo info;
        while (read(signals, &info, sizeof info) == sizeof info) {
            if (info.ssi_signo == SIGTERM) {
                syslog(LOG_INFO, "terminated by %u", info.ssi_pid);
                unlink("/run/full-daemonize.pid");
                free(settings.word);
                exit(0);
            }
            if (info.ssi_signo == SIGHUP && get(&settings) == -1)
                syslog(LOG_ERR, "cannot reload: %m");
            syslog(LOG_INFO, "word: %s", settings.word);
        }
    }
    return 1;
}
