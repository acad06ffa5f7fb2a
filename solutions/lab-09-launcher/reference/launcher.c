/*
 * launcher: a daemon that starts the programs listed in /etc/<its name>.conf and logs what became of each.
 * launcher：守护进程，启动 /etc/<自己的名字>.conf 中列出的程序，并把每一个的成败写进日志。
 */
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
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_WORDS 64

static char config_path[256], log_path[256];

// >>> solution
/* One program that runs. */
struct program {
    char *line;  /* its words with one blank between them: two lines that differ in blanks are the same */
    pid_t pid;
    bool listed; /* does the configuration still ask for it? */
    struct program *next;
};

static struct program *programs;
static FILE *journal;
/* The signals that the launcher was started with: a program gets them back. */
static sigset_t inherited;

// <<< solution
/* 名字来自 argv[0] / The name comes from argv[0]. */
static void name_files(const char *argv0)
{
    // >>> solution
    const char *slash = strrchr(argv0, '/');
    const char *name = slash ? slash + 1 : argv0;
    snprintf(config_path, sizeof config_path, "/etc/%s.conf", name);
    snprintf(log_path, sizeof log_path, "/var/log/%s.log", name);
    // --- starter
    // argv[0] 最后一个 / 之后的部分：/etc/NAME.conf，/var/log/NAME.log
    // What follows the last / of argv[0]: /etc/NAME.conf, /var/log/NAME.log
    //| (void)argv0;
    //| (void)config_path;
    //| (void)log_path;
    // <<< solution
}

// >>> solution
/* One line with the time, written at once: what stands in a buffer would be lost, or be written twice after fork. */
__attribute__((format(printf, 1, 2))) static void report(const char *format, ...)
{
    char when[32];
    time_t now = time(NULL);
    strftime(when, sizeof when, "%F %T", localtime(&now));

    va_list arguments;
    va_start(arguments, format);
    fprintf(journal, "%s ", when);
    vfprintf(journal, format, arguments);
    fputc('\n', journal);
    va_end(arguments);
    fflush(journal);
}

// <<< solution
static void become_daemon(void)
{
    // fork，父进程退出；setsid；chdir；umask；0、1、2 换成 /dev/null
    // fork, and the parent exits; setsid; chdir; umask; /dev/null for 0, 1 and 2
    // >>> solution
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        exit(EXIT_FAILURE);
    }
    if (pid > 0)
        _exit(EXIT_SUCCESS);
    setsid();
    umask(022);
    if (chdir("/") == -1)
        report("chdir /: %s", strerror(errno));

    /* The programs inherit these three, so they must lead somewhere. */
    int null = open("/dev/null", O_RDWR);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        dup2(null, fd);
    if (null > STDERR_FILENO)
        close(null);
    // <<< solution
}

/* 一行一个程序；返回 exec 是否成功 / One program a line; says whether exec succeeded. */
static bool start(char *words[], pid_t *started)
{
    // >>> solution
    int ends[2];
    /* A successful exec closes both ends, and the read below sees the end of file; a failed one leaves errno. */
    if (pipe2(ends, O_CLOEXEC) == -1) {
        report("%s not started: pipe: %s", words[0], strerror(errno));
        return false;
    }
    pid_t pid = fork();
    if (pid == -1) {
        report("%s not started: fork: %s", words[0], strerror(errno));
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    if (pid == 0) {
        sigprocmask(SIG_SETMASK, &inherited, NULL);
        execv(words[0], words);
        int error = errno;
        ssize_t told = write(ends[1], &error, sizeof error);
        /* Not exit, which would write the buffers of the launcher once more; and never back into its code. */
        _exit(told == sizeof error ? 127 : 126);
    }

    int error = 0;
    close(ends[1]);
    ssize_t failed = read(ends[0], &error, sizeof error);
    close(ends[0]);
    if (failed > 0) {
        waitpid(pid, NULL, 0);
        report("%s failed: %s (errno %d)", words[0], strerror(error), error);
        return false;
    }
    report("%s started, pid %d", words[0], (int)pid);
    *started = pid;
    return true;
    // --- starter
    // fork，execv(words[0], words)；失败了就 _exit，并让父进程知道 errno
    // fork, execv(words[0], words); where that fails, _exit, and let the parent know errno
    //| (void)words;
    //| (void)started;
    //| return false;
    // <<< solution
}

// >>> solution
static struct program *running(const char *line)
{
    for (struct program *one = programs; one != NULL; one = one->next)
        if (!one->listed && strcmp(one->line, line) == 0)
            return one;
    return NULL;
}

static void obey(char *line)
{
    char *words[MOST_WORDS + 1], *rest;
    int count = 0;
    /* \r and \n are blanks too, so that neither ends up in the last word. */
    for (char *word = strtok_r(line, " \t\r\n", &rest); word != NULL; word = strtok_r(NULL, " \t\r\n", &rest)) {
        if (count == MOST_WORDS) {
            report("%s not started: more than %d words", words[0], MOST_WORDS);
            return;
        }
        words[count++] = word;
    }
    words[count] = NULL;
    if (count == 0 || words[0][0] == '#')
        return;

    char *whole = NULL;
    size_t size;
    FILE *join = open_memstream(&whole, &size);
    for (int i = 0; i < count; i++)
        fprintf(join, "%s%s", i == 0 ? "" : " ", words[i]);
    fclose(join);

    struct program *known = running(whole);
    if (known != NULL) {
        known->listed = true;
        free(whole);
        return;
    }
    pid_t pid;
    if (!start(words, &pid)) {
        free(whole);
        return;
    }
    struct program *added = malloc(sizeof *added);
    *added = (struct program){ .line = whole, .pid = pid, .listed = true, .next = programs };
    programs = added;
}

// <<< solution
/* 读配置，逐行启动 / Reads the configuration and starts it line by line. */
static bool read_config(void)
{
    // >>> solution
    FILE *config = fopen(config_path, "re");
    if (config == NULL) {
        report("%s: %s (errno %d)", config_path, strerror(errno), errno);
        return false;
    }
    for (struct program *one = programs; one != NULL; one = one->next)
        one->listed = false;

    /* getline makes room for a line of any length, and returns the last one without its newline too. */
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, config) != -1)
        obey(line);
    free(line);
    fclose(config);

    for (struct program *one = programs; one != NULL; one = one->next)
        if (!one->listed)
            kill(one->pid, SIGTERM);
    return true;
    // --- starter
    // 逐行读：去掉 \r 和 \n，跳过空行和 # 开头的行，分成词，交给 start，结果写进日志。
    // Line by line: drop \r and \n, skip blank lines and those with a #, split into words, start, log.
    //| char *words[MOST_WORDS + 1] = { NULL };
    //| pid_t pid;
    //| return start(words, &pid);
    // <<< solution
}

// >>> solution
/* One SIGCHLD may stand for several children, signal(7): all that have ended are reaped. */
static void reap(void)
{
    pid_t pid;
    while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
        for (struct program **link = &programs; *link != NULL; link = &(*link)->next)
            if ((*link)->pid == pid) {
                struct program *ended = *link;
                *link = ended->next;
                report("%s ended, pid %d", ended->line, (int)pid);
                free(ended->line);
                free(ended);
                break;
            }
}

// <<< solution
int main(int argc, char *argv[])
{
    (void)argc;
    name_files(argv[0]);

    // >>> solution
    /* "e" sets the close-on-exec flag, fopen(3): no program inherits the log. */
    journal = fopen(log_path, "ae");
    if (journal == NULL) {
        perror(log_path);
        return EXIT_FAILURE;
    }
    become_daemon();

    /* Signals wait until sigwaitinfo fetches them, so that no handler interrupts anything. */
    sigset_t awaited;
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGCHLD);
    sigaddset(&awaited, SIGHUP);
    sigaddset(&awaited, SIGTERM);
    sigprocmask(SIG_BLOCK, &awaited, &inherited);

    if (!read_config())
        return EXIT_FAILURE;
    for (;;) {
        int signal_number = sigwaitinfo(&awaited, NULL);
        if (signal_number == SIGCHLD)
            reap();
        if (signal_number == SIGHUP) {
            report("SIGHUP: %s is read again", config_path);
            read_config();
        }
        if (signal_number == SIGTERM)
            break;
    }
    for (struct program *one = programs; one != NULL; one = one->next)
        kill(one->pid, SIGTERM);
    report("SIGTERM: %s ends", argv[0]);
    return EXIT_SUCCESS;
    // --- starter
    // 打开日志，成为守护进程，读配置；以后等信号：SIGCHLD 回收，SIGHUP 重读，SIGTERM 结束。
    // Open the log, become a daemon, read the configuration; then wait for signals: SIGCHLD reap, SIGHUP read again, SIGTERM end.
    //| (void)become_daemon;
    //| (void)read_config;
    //| return EXIT_SUCCESS;
    // <<< solution
}
