/* The self-pipe trick: the handler writes a byte, the main loop reads it and may use whatever it likes. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static int ends[2];

static void ring(int sig)
{
    int keep = errno;
    char byte = (char)sig;
    if (write(ends[1], &byte, 1) < 0)
        _exit(2);
    errno = keep;
}

int main(void)
{
    pid_t pid = fork();
    if (pid < 0) { perror("fork"); exit(1); }
    if (pid) exit(0);
    setsid();
    umask(022);
    chdir("/");
    for (int fd = 0; fd < 3; fd++) close(fd);
    /* The log is descriptor 0 then, and the pipe is 1 and 2. */
    FILE *log = fopen("/tmp/alarm.log", "a");
    if (log == NULL || pipe(ends) < 0) exit(1);
    fprintf(log, "%d starts\n", (int)getpid());
    fflush(log);

    struct sigaction act;
    memset(&act, 0, sizeof act);
    act.sa_handler = ring;
    act.sa_flags = SA_RESTART;
    sigaction(SIGALRM, &act, NULL);
    struct itimerval it = { { 1, 0 }, { 1, 0 } };
    setitimer(ITIMER_REAL, &it, NULL);

    char byte;
    while (read(ends[0], &byte, 1) == 1) {
        time_t now = time(NULL);
        fputs(ctime(&now), log);
        fflush(log);
    }
    exit(1);
}
