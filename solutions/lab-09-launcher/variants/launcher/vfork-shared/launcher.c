/* After vfork the parent goes on once exec has happened or failed, and both have the same memory. A lock file, too. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *name;
static int log_fd;
static sigset_t signals;
static char *kept[64];
static pid_t pids[64];

static void say(const char *path, pid_t pid, int error)
{
    if (error)
        dprintf(log_fd, "%ld %s: error=%d\n", (long)time(NULL), path, error);
    else
        dprintf(log_fd, "%ld %s: pid=%d\n", (long)time(NULL), path, (int)pid);
}

static pid_t launch(char **argv)
{
    volatile int error = 0;
    pid_t pid = vfork();
    if (pid == 0) {
        sigprocmask(SIG_UNBLOCK, &signals, NULL);
        execvp(argv[0], argv);
        error = errno;
        _exit(127);
    }
    if (pid > 0 && error)
        waitpid(pid, NULL, 0);
    say(argv[0], pid, pid < 0 ? errno : error);
    return pid > 0 && !error ? pid : 0;
}

static void handle(const char *line)
{
    char *words[32] = { 0 }, *copy = strdup(line), *rest = copy;
    int n = 0;
    for (char *word; n < 31 && (word = strsep(&rest, " \t\r\n"));)
        if (*word)
            words[n++] = word;
    if (n > 0 && words[0][0] != '#') {
        int slot = -1;
        for (int i = 0; i < 64; i++) {
            if (pids[i] && strcmp(kept[i], line) == 0)
                slot = -2;
            if (!pids[i] && slot == -1)
                slot = i;
        }
        if (slot >= 0 && (pids[slot] = launch(words))) {
            free(kept[slot]);
            kept[slot] = strdup(line);
        }
    }
    free(copy);
}

static int load(void)
{
    char path[200], *text, *end;
    snprintf(path, sizeof path, "/etc/%s.conf", name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        say(path, 0, errno);
        return 0;
    }
    struct stat status;
    fstat(fd, &status);
    text = calloc(1, status.st_size + 1);
    if (read(fd, text, status.st_size) < 0)
        say(path, 0, errno);
    close(fd);
    /* The same line may end differently in the next reading. */
    for (char *line = text; *line; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = 0;
        line[strcspn(line, "\r")] = 0;
        handle(line);
    }
    free(text);
    return 1;
}

int main(int argc, char **argv)
{
    char path[200];
    (void)argc;
    name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
    if (fork())
        _exit(1);
    setsid();
    if (fork())
        _exit(1);
    umask(0);
    if (chdir("/var/log") < 0)
        return 1;
    close_range(0, ~0u, 0);
    open("/dev/null", O_RDWR);
    if (dup(0) < 0 || dup(0) < 0)
        return 1;
    snprintf(path, sizeof path, "%s.log", name);
    log_fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
    snprintf(path, sizeof path, "/var/run/%s.pid", name);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (flock(lock, LOCK_EX | LOCK_NB) < 0) {
        say(path, 0, errno);
        return 1;
    }
    dprintf(lock, "%d\n", (int)getpid());

    sigemptyset(&signals);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGCHLD);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    int events = signalfd(-1, &signals, SFD_CLOEXEC);
    if (!load())
        return 1;
    for (struct signalfd_siginfo info; read(events, &info, sizeof info) == sizeof info;) {
        if (info.ssi_signo == SIGTERM)
            break;
        if (info.ssi_signo == SIGHUP)
            load();
        for (pid_t pid; (pid = waitpid(-1, NULL, WNOHANG)) > 0;)
            for (int i = 0; i < 64; i++)
                if (pids[i] == pid)
                    pids[i] = 0;
    }
    unlink(path);
    return 0;
}
