// A thread takes the signals; the main thread waits for it.
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static void *keep_log(void *set)
{
    int sig;
    while (sigwait(set, &sig) == 0) {
        FILE *log = fopen("/tmp/alarm.log", "a");
        char line[40];
        time_t now = time(NULL);
        struct tm local;
        strftime(line, sizeof line, "%c", localtime_r(&now, &local));
        if (log == NULL)
            break;
        fprintf(log, "%s\n", line);
        fclose(log);
    }
    return NULL;
}

int main(void)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid < 0;
    setsid();
    chdir("/");
    umask(022);
    for (int fd = 0; fd <= 2; fd++) {
        close(fd);
        open("/dev/null", O_RDWR);
    }
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGALRM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    pthread_t keeper;
    pthread_create(&keeper, NULL, keep_log, &set);
    struct itimerval second = { { 1, 0 }, { 1, 0 } };
    setitimer(ITIMER_REAL, &second, NULL);
    pthread_join(keeper, NULL);
    return 1;
}
