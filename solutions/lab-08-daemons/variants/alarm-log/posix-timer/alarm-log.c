// timer_create(2) instead of the older setitimer(2): by default it sends SIGALRM. The main loop sleeps in read and is broken off.
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t ticks;
static void tick(int s) { (void)s; ticks++; }

int main(void)
{
    int never[2];
    if (fork() != 0)
        exit(EXIT_SUCCESS);
    if (setsid() == -1 || fork() != 0)
        _exit(EXIT_SUCCESS);
    umask(0);
    chdir("/tmp");
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0), dup2(null, 1), dup2(null, 2), close(null);

    pipe(never);
    struct sigaction action = { .sa_handler = tick };
    sigaction(SIGALRM, &action, NULL);
    timer_t timer;
    struct itimerspec each = { { 1, 0 }, { 1, 0 } };
    timer_create(CLOCK_MONOTONIC, NULL, &timer);
    timer_settime(timer, 0, &each, NULL);

    int log = open("alarm.log", O_CREAT | O_WRONLY | O_APPEND, 0644);
    for (int done = 0;;) {
        char byte;
        if (read(never[0], &byte, 1) == -1 && errno != EINTR)
            return 1;
        if (done < ticks) {
            done = ticks;
            time_t now = time(NULL);
            struct tm *utc = gmtime(&now);
            char text[32];
            strftime(text, sizeof text, "%FT%TZ", utc);
            dprintf(log, "%s\n", text);
        }
    }
}
