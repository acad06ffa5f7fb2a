/* A helper process for each program: it starts it, logs it, waits for it and logs its end. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char config[128], logpath[128];
static struct {
    char *line;
    pid_t helper;
} list[128];

static void record(const char *line)
{
    char text[6000];
    time_t now = time(NULL);
    struct tm *tm = localtime(&now);
    int n = snprintf(text, sizeof text, "%02d:%02d:%02d %s\n", tm->tm_hour, tm->tm_min, tm->tm_sec, line);
    int fd = open(logpath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (fd >= 0 && write(fd, text, n < (int)sizeof text ? n : (int)sizeof text - 1) >= 0)
        close(fd);
}

static void helper(char **argv)
{
    char line[5000];
    int error = 0, status, pipes[2];
    sigset_t none;
    sigemptyset(&none);
    signal(SIGHUP, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (pipe2(pipes, O_CLOEXEC) < 0)
        _exit(1);
    pid_t pid = fork();
    if (pid == 0) {
        execv(argv[0], argv);
        error = errno;
        _exit(write(pipes[1], &error, sizeof error) > 0 ? 127 : 126);
    }
    close(pipes[1]);
    if (read(pipes[0], &error, sizeof error) > 0)
        snprintf(line, sizeof line, "%.4500s: %s", argv[0], strerror(error));
    else
        snprintf(line, sizeof line, "%s up, %d", argv[0], (int)pid);
    close(pipes[0]);
    record(line);
    waitpid(pid, &status, 0);
    if (!error) {
        snprintf(line, sizeof line, "%s down, %d, status 0x%x", argv[0], (int)pid, status);
        record(line);
    }
    _exit(0);
}

static int readall(void)
{
    char line[9000];
    FILE *f = fopen(config, "re");
    if (!f) {
        snprintf(line, sizeof line, "%s: %s", config, strerror(errno));
        record(line);
        return 0;
    }
    while (fgets(line, sizeof line, f)) {
        char *argv[40], *state, *copy;
        int n = 0, i, free_slot = -1;
        line[strcspn(line, "\r\n")] = 0;
        copy = strdup(line);
        for (char *w = strtok_r(line, " \t", &state); w && n < 39; w = strtok_r(NULL, " \t", &state))
            argv[n++] = w;
        argv[n] = NULL;
        for (i = 127; i >= 0; i--) {
            if (list[i].helper && strcmp(list[i].line, copy) == 0)
                break;
            if (!list[i].helper)
                free_slot = i;
        }
        if (n && *argv[0] != '#' && i < 0 && free_slot >= 0) {
            pid_t pid = fork();
            if (pid == 0)
                helper(argv);
            list[free_slot].line = copy;
            list[free_slot].helper = pid;
        } else
            free(copy);
    }
    fclose(f);
    return 1;
}

static void nothing(int n)
{
    (void)n;
}

int main(int argc, char *argv[])
{
    (void)argc;
    const char *base = strrchr(argv[0], '/');
    base = base ? base + 1 : argv[0];
    snprintf(config, sizeof config, "/etc/%s.conf", base);
    snprintf(logpath, sizeof logpath, "/var/log/%s.log", base);
    pid_t pid = fork();
    if (pid)
        return pid < 0;
    setsid();
    umask(022);
    if (chdir("/"))
        return 1;
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    dup2(null, 2);
    if (null > 2)
        close(null);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGCHLD, nothing);
    if (!readall())
        return 1;
    for (int n; sigwait(&set, &n) == 0 && n != SIGTERM;) {
        if (n == SIGHUP)
            readall();
        for (pid_t gone; (gone = waitpid(-1, NULL, WNOHANG)) > 0;)
            for (int i = 0; i < 128; i++)
                if (list[i].helper == gone)
                    list[i].helper = 0;
    }
    record("SIGTERM");
    return 0;
}
