/* Looks whether the file can be run before it has sh -c run it; ends everything and starts it afresh at SIGHUP. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t started[200];
static int count;
static FILE *out;
static volatile sig_atomic_t again = 0, over = 0;

static void hup(int s)
{
    (void)s;
    again = 1;
}

static void term(int s)
{
    (void)s;
    over = 1;
}

static void child(int s)
{
    (void)s;
}

static const char *now(void)
{
    static char text[40];
    time_t t = time(NULL);
    struct tm *parts = localtime(&t);
    strftime(text, sizeof text, "%Y年%m月%d日 %H:%M:%S", parts);
    return text;
}

static void begin(char *line)
{
    char path[8192] = "";
    struct stat status;
    sscanf(line, " %8191s", path);
    if (path[0] == 0 || path[0] == '#')
        return;
    if (access(path, X_OK) == -1) {
        fprintf(out, "%s %s 启动失败：%s\n", now(), path, strerror(errno));
    } else if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        fprintf(out, "%s %s 启动失败：%s\n", now(), path, strerror(EISDIR));
    } else {
        fflush(out);
        pid_t pid = fork();
        if (pid == 0) {
            setpgid(0, 0);
            sigset_t none;
            sigemptyset(&none);
            sigprocmask(SIG_SETMASK, &none, NULL);
            execl("/bin/sh", "sh", "-c", line, (char *)NULL);
            _exit(127);
        }
        setpgid(pid, pid);
        started[count++] = pid;
        fprintf(out, "%s %s 启动成功，PID %d\n", now(), path, pid);
    }
    fflush(out);
}

static int all(const char *path)
{
    FILE *in = fopen(path, "re");
    char line[8192];
    if (in == NULL) {
        fprintf(out, "%s %s: %m\n", now(), path);
        fflush(out);
        return 0;
    }
    for (int i = 0; i < count; i++)
        if (started[i] > 0)
            kill(-started[i], SIGTERM);
    count = 0;
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\r\n")] = '\0';
        begin(line);
    }
    fclose(in);
    return 1;
}

int main(int argc, char *argv[])
{
    (void)argc;
    char conf[400], log[400], *name = strrchr(argv[0], '/');
    name = name ? name + 1 : argv[0];
    snprintf(conf, sizeof conf, "/etc/%s.conf", name);
    snprintf(log, sizeof log, "/var/log/%s.log", name);
    switch (fork()) {
    case -1: return 1;
    case 0: break;
    default: exit(0);
    }
    setsid();
    umask(022);
    if (chdir("/") != 0)
        return 1;
    if (!freopen("/dev/null", "r", stdin) || !freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr))
        return 1;
    out = fopen(log, "ae");
    if (!out)
        return 1;

    sigset_t block, old;
    sigfillset(&block);
    sigprocmask(SIG_BLOCK, &block, &old);
    signal(SIGHUP, hup);
    signal(SIGTERM, term);
    signal(SIGCHLD, child);
    if (!all(conf))
        return 1;
    while (!over) {
        pid_t pid;
        sigsuspend(&old);
        if (again) {
            again = 0;
            all(conf);
        }
        while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
            for (int i = 0; i < count; i++)
                if (started[i] == pid)
                    started[i] = 0;
    }
    return 0;
}
