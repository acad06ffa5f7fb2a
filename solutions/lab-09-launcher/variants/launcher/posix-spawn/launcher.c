/* posix_spawn tells errno by itself; a handler sets flags; cron starts it at boot. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST 100

extern char **environ;

static char conf[300], logname[300];
static struct {
    char line[1000];
    pid_t pid;
} running[MOST];
static volatile sig_atomic_t hup, term;

static void on_signal(int number)
{
    if (number == SIGHUP)
        hup = 1;
    if (number == SIGTERM)
        term = 1;
}

static void write_log(const char *what, const char *path, long number)
{
    FILE *f = fopen(logname, "ae");
    time_t t = time(NULL);
    char *text = ctime(&t);
    text[strlen(text) - 1] = 0;
    if (f) {
        fprintf(f, "[%s] %s %s %ld\n", text, path, what, number);
        fclose(f);
    }
}

static int is_running(const char *line)
{
    for (int i = 0; i < MOST; i++)
        if (running[i].pid && !strcmp(running[i].line, line))
            return 1;
    return 0;
}

static void one_line(char *line)
{
    char copy[1000], *argv[MOST], *save;
    int n = 0, slot = 0, error;
    pid_t pid;
    sigset_t none;
    posix_spawnattr_t attributes;

    line[strcspn(line, "\r\n")] = 0;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *w = strtok_r(line, " \t", &save); w && n < MOST - 1; w = strtok_r(NULL, " \t", &save))
        argv[n++] = w;
    argv[n] = NULL;
    if (n == 0 || *argv[0] == '#' || is_running(copy))
        return;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    error = posix_spawn(&pid, argv[0], NULL, &attributes, argv, environ);
    posix_spawnattr_destroy(&attributes);
    if (error) {
        char why[200];
        snprintf(why, sizeof why, "FAIL (%s) errno", strerror(error));
        write_log(why, argv[0], error);
        return;
    }
    write_log("OK", argv[0], pid);
    while (slot < MOST - 1 && running[slot].pid)
        slot++;
    strcpy(running[slot].line, copy);
    running[slot].pid = pid;
}

static int configure(void)
{
    char *line = NULL;
    size_t size = 0;
    FILE *f = fopen(conf, "re");
    if (!f) {
        write_log(strerror(errno), conf, errno);
        return -1;
    }
    while (getline(&line, &size, f) > 0)
        one_line(line);
    free(line);
    fclose(f);
    return 0;
}

int main(int argc, char **argv)
{
    (void)argc;
    char *name = basename(argv[0]);
    struct sigaction action = { .sa_handler = on_signal };
    sigset_t blocked, open_mask;

    snprintf(conf, sizeof conf, "/etc/%s.conf", name);
    snprintf(logname, sizeof logname, "/var/log/%s.log", name);
    if (daemon(0, 0) == -1) {
        perror("daemon");
        return 1;
    }
    umask(027);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGHUP);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGCHLD);
    sigprocmask(SIG_BLOCK, &blocked, &open_mask);
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGCHLD, &action, NULL);
    if (configure() == -1)
        return 1;
    while (!term) {
        pid_t pid;
        sigsuspend(&open_mask);
        while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
            for (int i = 0; i < MOST; i++)
                if (running[i].pid == pid)
                    running[i].pid = 0;
        if (hup) {
            hup = 0;
            configure();
        }
    }
    return 0;
}
