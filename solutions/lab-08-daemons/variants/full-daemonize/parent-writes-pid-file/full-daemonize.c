/* The signals are blocked before the first fork, so the PID file may be written by the parent of the daemon. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

static int load(char word[64])
{
    char fresh[64];
    FILE *f = fopen("/etc/full-daemonize.conf", "r");
    if (!f)
        return errno;
    int n = fscanf(f, "word=%63[^\n]", fresh);
    fclose(f);
    if (n == 1)
        strcpy(word, fresh);
    return n == 1 ? 0 : EINVAL;
}

int main(void)
{
    char word[64] = "";
    sigset_t set;
    int error;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, NULL);
    if (chdir("/") == -1 || (error = load(word))) {
        fprintf(stderr, "no configuration\n");
        return 1;
    }
    if (fork() > 0)
        exit(EXIT_SUCCESS);
    setsid();
    umask(S_IWGRP | S_IWOTH);
    pid_t pid = fork();
    if (pid > 0) {
        FILE *f = fopen("/run/full-daemonize.pid", "w");
        fprintf(f, "%ld\n", (long)pid);
        exit(EXIT_SUCCESS);
    }
    umask(0);
    for (int fd = sysconf(_SC_OPEN_MAX) - 1; fd >= 0; fd--)
        close(fd);
    open("/dev/null", O_RDWR);
    if (dup2(0, 1) != 1 || dup2(0, 2) != 2)
        return 1;

    openlog("full-daemonize", LOG_PID, LOG_DAEMON);
    syslog(LOG_INFO, "%s", word);
    for (;;) {
        siginfo_t info;
        int number = sigtimedwait(&set, &info, &(struct timespec){ .tv_sec = 1 });
        if (number == SIGTERM)
            break;
        if (number == SIGUSR1)
            syslog(LOG_INFO, "PID %d asks, the answer is %s", (int)info.si_pid, word);
        if (number == SIGHUP) {
            char old[64];
            strcpy(old, word);
            if ((error = load(word)))
                syslog(LOG_WARNING, "errno %d", error);
            else
                syslog(LOG_WARNING, "%s -> %s", old, word);
        }
    }
    if (unlink("/run/full-daemonize.pid") == -1)
        syslog(LOG_ERR, "unlink: %m");
    syslog(LOG_INFO, "SIGTERM");
    return 0;
}
