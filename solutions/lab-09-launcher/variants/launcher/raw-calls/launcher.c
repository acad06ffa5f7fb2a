/* open, read and write alone; 0, 1 and 2 stay closed, so that the log is 0; the child logs its failure; a poll loop. */
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

struct job {
    char text[512];
    pid_t pid;
} jobs[50];

char conf[256];
int lg;
volatile sig_atomic_t flag_hup, flag_term;

void on(int n)
{
    if (n == SIGHUP)
        flag_hup = 1;
    else
        flag_term = 1;
}

void note(const char *a, const char *b, const char *c)
{
    char buf[4600], at[30];
    time_t t = time(0);
    struct tm tm;
    gmtime_r(&t, &tm);
    strftime(at, sizeof at, "%FT%TZ", &tm);
    int n = snprintf(buf, sizeof buf, "%s|%.4096s|%s|%s\n", at, a, b, c);
    if (write(lg, buf, n) != n)
        _exit(9);
}

void go(char *l)
{
    char *v[100], keep[512], p[20];
    int n = 0, told[2], bad = 0, i;
    pid_t c;

    for (;;) {
        while (*l == ' ' || *l == '\t' || *l == '\r')
            *l++ = 0;
        if (!*l || n == 99)
            break;
        v[n++] = l;
        while (*l && *l != ' ' && *l != '\t' && *l != '\r')
            l++;
    }
    v[n] = NULL;
    if (!n || v[0][0] == '#')
        return;
    for (keep[0] = i = 0; i < n && strlen(keep) + strlen(v[i]) < 500; i++)
        strcat(strcat(keep, v[i]), " ");
    for (i = 0; i < 50; i++)
        if (jobs[i].pid && !strcmp(jobs[i].text, keep))
            return;
    if (pipe(told))
        return;
    c = fork();
    if (!c) {
        close(told[0]);
        fcntl(told[1], F_SETFD, FD_CLOEXEC);
        fcntl(lg, F_SETFD, FD_CLOEXEC);
        execv(v[0], v);
        bad = errno;
        note(v[0], "NOT STARTED", strerror(bad));
        if (write(told[1], "x", 1) != 1)
            _exit(126);
        _exit(127);
    }
    close(told[1]);
    bad = read(told[0], p, 1);
    close(told[0]);
    if (bad == 1) {
        waitpid(c, 0, 0);
        return;
    }
    sprintf(p, "%d", c);
    note(v[0], "STARTED", p);
    for (i = 0; i < 49 && jobs[i].pid; i++)
        ;
    strcpy(jobs[i].text, keep);
    jobs[i].pid = c;
}

int conf_read(void)
{
    char line[8000], ch;
    int n = 0, k, f = open(conf, O_RDONLY | O_CLOEXEC);
    if (f < 0) {
        note(conf, "NOT READ", strerror(errno));
        return -1;
    }
    while ((k = read(f, &ch, 1)) == 1 || n > 0) {
        if (k == 1 && ch != '\n') {
            if (n < 7999)
                line[n++] = ch;
            continue;
        }
        line[n] = 0;
        n = 0;
        go(line);
        if (k != 1)
            break;
    }
    close(f);
    return 0;
}

int main(int ac, char **av)
{
    char log[256], *nm = av[0];
    struct timespec nap = { 0, 100000000 };
    struct sigaction sa;
    int i;

    for (i = 0; av[0][i]; i++)
        if (av[0][i] == '/')
            nm = av[0] + i + 1;
    sprintf(conf, "/etc/%.200s.conf", nm);
    sprintf(log, "/var/log/%.200s.log", nm);
    if (fork() != 0)
        exit(ac > 100);
    if (setsid() < 0)
        exit(2);
    if (fork() != 0)
        exit(0);
    umask(0077);
    if (chdir("/") < 0)
        exit(3);
    for (i = 0; i < 1024; i++)
        close(i);
    lg = open(log, O_CREAT | O_APPEND | O_WRONLY, 0600);
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = on;
    sigaction(SIGHUP, &sa, 0);
    sigaction(SIGTERM, &sa, 0);
    if (conf_read() < 0)
        exit(4);
    for (;;) {
        pid_t d;
        nanosleep(&nap, 0);
        while ((d = waitpid(-1, 0, WNOHANG)) > 0)
            for (i = 0; i < 50; i++)
                if (jobs[i].pid == d)
                    jobs[i].pid = 0;
        if (flag_hup) {
            flag_hup = 0;
            conf_read();
        }
        if (flag_term)
            exit(0);
    }
}
