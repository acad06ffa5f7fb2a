// SIGALRM as a descriptor: poll(2) waits for it, like for anything else.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    switch (fork()) {
    case -1:
        return 1;
    case 0:
        break;
    default:
        _exit(0);
    }
    if (setsid() < 0 || chdir("/tmp") < 0)
        return 1;
    umask(027);
    freopen("/dev/null", "r", stdin);
    freopen("/tmp/alarm.log", "a", stdout);
    setvbuf(stdout, NULL, _IOLBF, 0);
    freopen("/dev/null", "w", stderr);

    sigset_t alarms;
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    sigprocmask(SIG_SETMASK, &alarms, NULL);
    struct pollfd waiting = { .fd = signalfd(-1, &alarms, SFD_CLOEXEC), .events = POLLIN };
    struct itimerval tick = { .it_interval = { 1, 0 }, .it_value = { 0, 200000 } };
    setitimer(ITIMER_REAL, &tick, NULL);

    while (poll(&waiting, 1, -1) >= 0) {
        struct signalfd_siginfo info;
        if (read(waiting.fd, &info, sizeof info) != sizeof info)
            continue;
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        printf("%jd.%03ld\n", (intmax_t)now.tv_sec, now.tv_nsec / 1000000);
    }
    return 1;
}
