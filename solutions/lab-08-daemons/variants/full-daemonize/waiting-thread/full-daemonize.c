/* A thread takes the signals, the main thread works; here there is no work, so it waits for the thread. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syslog.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char word[64] = "";

static void load(void)
{
    FILE *f = fopen("/etc/full-daemonize.conf", "r");
    if (f == NULL) {
        syslog(LOG_WARNING, "/etc/full-daemonize.conf: %s", strerror(errno));
        return;
    }
    char line[80];
    pthread_mutex_lock(&lock);
    if (fgets(line, sizeof line, f) != NULL)
        sscanf(line, "word=%63s", word);
    pthread_mutex_unlock(&lock);
    fclose(f);
    syslog(LOG_NOTICE, "configuration read: %s", word);
}

static void *take_signals(void *set)
{
    int number;
    while (sigwait(set, &number) == 0 && number != SIGTERM)
        if (number == SIGHUP)
            load();
        else {
            pthread_mutex_lock(&lock);
            syslog(LOG_NOTICE, "%s", word);
            pthread_mutex_unlock(&lock);
        }
    return NULL;
}

static void fork_off(void)
{
    pid_t pid = fork();
    if (pid < 0) {
        perror("fork");
        exit(1);
    }
    if (pid)
        _exit(0);
}

int main(void)
{
    pthread_t thread;
    sigset_t set;

    fork_off();
    setsid();
    fork_off();
    umask(0);
    if (chdir("/"))
        return 1;
    for (int fd = 0; fd < 1024; fd++)
        close(fd);
    for (int fd = 0; fd < 3; fd++)
        if (open("/dev/null", O_RDWR) != fd)
            return 1;
    openlog("full-daemonize", LOG_NDELAY, LOG_DAEMON);
    load();

    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    pthread_create(&thread, NULL, take_signals, &set);

    int fd = open("/var/run/full-daemonize.pid", O_CREAT | O_WRONLY | O_EXCL, 0644);
    char digits[16];
    sprintf(digits, "%d\n", (int)getpid());
    if (write(fd, digits, strlen(digits)) < 0)
        syslog(LOG_ERR, "pid file");
    close(fd);
    pthread_join(thread, NULL);
    syslog(LOG_NOTICE, "over");
    unlink("/var/run/full-daemonize.pid");
    return 0;
}
