/* daemon(3) for most of it; then a second fork, the umask and the other descriptors. Waits with pause. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

static char word[100] = "?";

static void load(void)
{
    FILE *f = fopen("/etc/full-daemonize.conf", "r");
    if (f == NULL) {
        syslog(LOG_ERR, "configuration: %m (errno)");
        return;
    }
    if (fscanf(f, " word = %99s", word) == 1)
        syslog(LOG_INFO, "using %s", word);
    fclose(f);
}

int main(void)
{
    if (daemon(0, 0) == -1) {
        perror("daemon");
        return 1;
    }
    switch (fork()) {
    case -1:
        return 1;
    case 0:
        break;
    default:
        _exit(0);
    }
    umask(0);
    for (int fd = 3; fd < sysconf(_SC_OPEN_MAX); fd++)
        close(fd);
    openlog("full-daemonize", LOG_PID | LOG_NDELAY, LOG_DAEMON);

    sigset_t set;
    sigfillset(&set);
    sigprocmask(SIG_SETMASK, &set, NULL);
    load();

    umask(022);
    FILE *f = fopen("/run/full-daemonize.pid", "w");
    fprintf(f, "%d\n", getpid());
    fclose(f);
    umask(0);

    int sig;
    while (sigwait(&set, &sig) == 0 && sig != SIGTERM) {
        if (sig == SIGHUP)
            load();
        else if (sig == SIGUSR1)
            syslog(LOG_INFO, "the word is \"%s\"", word);
    }
    syslog(LOG_INFO, "stopped");
    remove("/run/full-daemonize.pid");
    return 0;
}
