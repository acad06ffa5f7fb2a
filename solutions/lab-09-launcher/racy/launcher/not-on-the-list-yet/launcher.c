/* A handler notes on the list who has ended and how; the log hears of it later. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 100, MOST_WORDS = 32 };

static struct program {
    char *line;
    volatile pid_t pid;
    volatile bool ended;
    volatile int status;
    bool listed;
} programs[MOST];
static volatile int count;

static FILE *journal;
static char config_path[256], log_path[256];
static volatile sig_atomic_t reread, over;

__attribute__((format(printf, 1, 2))) static void report(const char *format, ...)
{
    char when[32];
    time_t now = time(NULL);
    va_list arguments;

    strftime(when, sizeof when, "%F %T", localtime(&now));
    fprintf(journal, "%s ", when);
    va_start(arguments, format);
    vfprintf(journal, format, arguments);
    va_end(arguments);
    fputc('\n', journal);
    fflush(journal);
}

static void on_signal(int number)
{
    int saved = errno, status;
    pid_t pid;

    if (number == SIGHUP)
        reread = 1;
    if (number == SIGTERM)
        over = 1;
    while (number == SIGCHLD && (pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (int i = 0; i < count; i++)
            if (programs[i].pid == pid) {
                programs[i].status = status;
                programs[i].ended = true;
            }
    errno = saved;
}

/* Says of those that have ended what became of them, and takes them off the list. */
static void take_off(void)
{
    for (int i = count - 1; i >= 0; i--) {
        struct program *one = &programs[i];
        if (!one->ended)
            continue;
        int code = WIFEXITED(one->status) ? WEXITSTATUS(one->status) : 0;
        char *path = strtok(one->line, " ");
        if (code == 126 || code == 127)
            report("%s: could not be started, status %d", path, code);
        else
            report("%s: pid %d has ended", path, (int)one->pid);
        free(one->line);
        *one = programs[--count];
    }
}

static void start(char *words[], const char *line)
{
    int ends[2];
    char byte;

    if (count == MOST || pipe2(ends, O_CLOEXEC) == -1)
        return;
    report("%s is to be started", words[0]);
    pid_t pid = fork();
    if (pid == 0) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        execv(words[0], words);
        int status = errno == ENOENT ? 127 : 126;
        _exit(write(ends[1], "!", 1) == 1 ? status : 126);
    }
    close(ends[1]);
    if (pid > 0) {
        programs[count] = (struct program){ .line = strdup(line), .pid = pid, .listed = true };
        count++;
        /* A successful exec closes the pipe without a word. */
        if (read(ends[0], &byte, 1) == 0)
            report("%s started: pid %d", words[0], (int)pid);
    }
    close(ends[0]);
}

static void obey(char *line)
{
    char *words[MOST_WORDS + 1], *rest, whole[8192] = "";
    int used = 0;

    for (char *word = strtok_r(line, " \t\r\n", &rest); word != NULL; word = strtok_r(NULL, " \t\r\n", &rest)) {
        if (used == MOST_WORDS)
            return;
        if (used > 0)
            strncat(whole, " ", sizeof whole - strlen(whole) - 1);
        strncat(whole, word, sizeof whole - strlen(whole) - 1);
        words[used++] = word;
    }
    words[used] = NULL;
    if (used == 0 || words[0][0] == '#')
        return;
    for (int i = 0; i < count; i++)
        if (!programs[i].ended && strcmp(programs[i].line, whole) == 0) {
            programs[i].listed = true;
            return;
        }
    start(words, whole);
}

static bool read_config(void)
{
    FILE *config = fopen(config_path, "re");
    char *line = NULL;
    size_t size = 0;

    if (config == NULL) {
        report("%s: %s", config_path, strerror(errno));
        return false;
    }
    for (int i = 0; i < count; i++)
        programs[i].listed = false;
    while (getline(&line, &size, config) != -1)
        obey(line);
    free(line);
    fclose(config);
    for (int i = 0; i < count; i++)
        if (!programs[i].listed && !programs[i].ended)
            kill(programs[i].pid, SIGTERM);
    return true;
}

int main(int argc, char *argv[])
{
    (void)argc;
    const char *slash = strrchr(argv[0], '/'), *name = slash ? slash + 1 : argv[0];
    snprintf(config_path, sizeof config_path, "/etc/%s.conf", name);
    snprintf(log_path, sizeof log_path, "/var/log/%s.log", name);
    journal = fopen(log_path, "ae");
    if (journal == NULL)
        return EXIT_FAILURE;

    pid_t pid = fork();
    if (pid != 0)
        _exit(pid == -1);
    setsid();
    umask(022);
    if (chdir("/") == -1)
        return EXIT_FAILURE;
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd <= 2; fd++)
        dup2(null, fd);
    close(null);

    struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
    sigset_t awaited, none;
    sigemptyset(&none);
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGCHLD);
    sigaddset(&awaited, SIGHUP);
    sigaddset(&awaited, SIGTERM);
    sigaction(SIGCHLD, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    /* The handler runs in sigsuspend and nowhere else: whoever has ended is on the list by then. */
    sigprocmask(SIG_BLOCK, &awaited, NULL);
    if (!read_config())
        return EXIT_FAILURE;
    while (!over) {
        take_off();
        if (reread) {
            reread = 0;
            read_config();
        }
        sigsuspend(&none);
    }
    for (int i = 0; i < count; i++)
        kill(programs[i].pid, SIGTERM);
    return EXIT_SUCCESS;
}
