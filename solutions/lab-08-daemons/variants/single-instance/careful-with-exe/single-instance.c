/*
 * No lock stays: the PID in the file is asked for, and whether it is this program. Asking and writing are one
 * step, since a second file is locked around both.
 */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PID_FILE "/run/single-instance.pid"
#define GUARD "/run/single-instance.guard"

static long running(void)
{
    long pid = 0;
    char path[64], theirs[PATH_MAX] = "", ours[PATH_MAX] = "";
    FILE *file = fopen(PID_FILE, "r");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%ld", &pid) != 1)
        pid = 0;
    fclose(file);
    if (pid <= 0 || kill((pid_t)pid, 0) == -1)
        return 0;
    snprintf(path, sizeof path, "/proc/%ld/exe", pid);
    if (readlink(path, theirs, sizeof theirs - 1) == -1 || readlink("/proc/self/exe", ours, sizeof ours - 1) == -1)
        return 0;
    return strcmp(theirs, ours) == 0 ? pid : 0;
}

static int claim(void)
{
    int guard = open(GUARD, O_RDWR | O_CREAT, 0644);
    flock(guard, LOCK_EX);
    long other = running();
    if (other == 0) {
        FILE *file = fopen(PID_FILE, "w");
        fprintf(file, "%d\n", (int)getpid());
        fclose(file);
    } else {
        fprintf(stderr, "PID %ld is running already\n", other);
    }
    close(guard);
    return other == 0;
}

int main(void)
{
    pid_t pid = fork();
    if (pid == -1)
        return 1;
    if (pid > 0)
        _exit(0);
    setsid();
    if (!claim())
        return 1;
    chdir("/");
    umask(0);
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++)
        dup2(null, fd);
    sigset_t none;
    sigemptyset(&none);
    for (;;)
        sigsuspend(&none);
}
