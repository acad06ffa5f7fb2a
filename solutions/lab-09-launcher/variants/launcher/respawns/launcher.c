/* A supervisor: what has ended, or could not be started, is tried again after two seconds; programs lead sessions of their own and write to a file. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>
#include <wordexp.h>

#define PAUSE 2

struct entry {
    char *line;
    pid_t pid;
    time_t due;
    int wanted;
};

static struct entry *table;
static size_t entries;
static char *config, *logfile;
static int wake[2];

static void on_signal(int number)
{
    int error = errno;
    char byte = (char)number;
    if (write(wake[1], &byte, 1) != 1)
        _exit(1);
    errno = error;
}

__attribute__((format(printf, 1, 2))) static void logline(const char *format, ...)
{
    FILE *file = fopen(logfile, "ae");
    struct timespec now;
    va_list list;
    if (file == NULL)
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    fprintf(file, "%lld.%03ld ", (long long)now.tv_sec, now.tv_nsec / 1000000);
    va_start(list, format);
    vfprintf(file, format, list);
    va_end(list);
    fclose(file);
}

static void start(struct entry *entry)
{
    wordexp_t words;
    int error = 0, report[2];
    entry->due = time(NULL) + PAUSE;
    if (wordexp(entry->line, &words, WRDE_NOCMD) != 0 || words.we_wordc == 0) {
        logline("%s: not understood\n", entry->line);
        return;
    }
    logline("about to start %s\n", words.we_wordv[0]);
    if (pipe2(report, O_CLOEXEC) == -1)
        return;
    pid_t pid = fork();
    if (pid == 0) {
        signal(SIGHUP, SIG_DFL);
        signal(SIGTERM, SIG_DFL);
        signal(SIGCHLD, SIG_DFL);
        setsid();
        int out = open("/var/log/programs.out", O_WRONLY | O_CREAT | O_APPEND, 0644);
        dup2(out, 1);
        dup2(out, 2);
        if (out > 2)
            close(out);
        execvp(words.we_wordv[0], words.we_wordv);
        error = errno;
        if (write(report[1], &error, sizeof error) < 0)
            _exit(126);
        _exit(127);
    }
    close(report[1]);
    while (read(report[0], &error, sizeof error) == -1 && errno == EINTR)
        ;
    close(report[0]);
    if (error != 0) {
        waitpid(pid, NULL, 0);
        logline("%s (pid %d): exec: %s\n", words.we_wordv[0], (int)pid, strerrorname_np(error));
    } else {
        entry->pid = pid;
        logline("%s (pid %d): running\n", words.we_wordv[0], (int)pid);
    }
    wordfree(&words);
}

static int reload(void)
{
    FILE *file = fopen(config, "re");
    if (file == NULL) {
        logline("cannot read %s: %s\n", config, strerror(errno));
        return -1;
    }
    for (size_t i = 0; i < entries; i++)
        table[i].wanted = 0;
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, file) != -1) {
        char *text = line + strspn(line, " \t\r\n");
        text[strcspn(text, "\r\n")] = 0;
        if (*text == 0 || *text == '#')
            continue;
        size_t i = 0;
        while (i < entries && (table[i].wanted || strcmp(table[i].line, text) != 0))
            i++;
        if (i == entries) {
            table = realloc(table, ++entries * sizeof *table);
            table[i] = (struct entry){ .line = strdup(text) };
            table[i].wanted = 1;
            start(&table[i]);
        }
        table[i].wanted = 1;
    }
    free(line);
    fclose(file);
    for (size_t i = 0; i < entries; i++)
        if (!table[i].wanted && table[i].pid > 0)
            kill(table[i].pid, SIGTERM);
    return 0;
}

int main(int argc, char *argv[])
{
    const char *name = argc > 0 ? basename(argv[0]) : "launcher";
    if (asprintf(&config, "/etc/%s.conf", name) == -1 || asprintf(&logfile, "/var/log/%s.log", name) == -1)
        return 1;
    if (daemon(0, 0) == -1)
        return 1;
    umask(0);
    openlog(name, LOG_PID, LOG_DAEMON);
    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) == -1)
        return 1;
    struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGCHLD, &action, NULL);
    if (reload() == -1)
        return 1;
    for (;;) {
        struct pollfd wait = { .fd = wake[0], .events = POLLIN };
        char byte;
        pid_t pid;
        poll(&wait, 1, 500);
        while (read(wake[0], &byte, 1) == 1) {
            if (byte == SIGTERM) {
                for (size_t i = 0; i < entries; i++)
                    if (table[i].pid > 0)
                        kill(table[i].pid, SIGTERM);
                return 0;
            }
            if (byte == SIGHUP)
                reload();
        }
        while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
            for (size_t i = 0; i < entries; i++)
                if (table[i].pid == pid) {
                    table[i].pid = 0;
                    table[i].due = time(NULL) + PAUSE;
                }
        for (size_t i = 0; i < entries; i++)
            if (table[i].wanted && table[i].pid == 0 && table[i].due <= time(NULL))
                start(&table[i]);
    }
}
