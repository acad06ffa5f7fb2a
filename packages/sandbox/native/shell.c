#define _GNU_SOURCE
#include "shell.h"

#include "confine.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_JOBS 256
#define MOST_WORDS 512

struct job {
    pid_t pid;
    int stopped;
};

static struct job jobs[MOST_JOBS];
static int job_count;
static int hold[2] = { -1, -1 };

static void tell(char type, long long first, long long second, long long when)
{
    struct bytes message = { 0 };
    bytes_append(&message, &type, 1);
    bytes_number(&message, first);
    bytes_number(&message, second);
    bytes_number(&message, when);
    send(SHELL_CHANNEL, message.data, message.length, MSG_NOSIGNAL);
    free(message.data);
}

static void give_terminal_to(pid_t group)
{
    tcsetpgrp(0, group);
}

static void restore_signals(void)
{
    sigset_t all;
    for (int signal_number = 1; signal_number < NSIG; signal_number++)
        signal(signal_number, SIG_DFL);
    sigemptyset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
}

/* Reads `count` strings into a NULL-terminated vector. */
static void read_words(struct fields *fields, char *words[])
{
    long long count = fields_number(fields), kept = 0;
    for (long long i = 0; i < count; i++) {
        const char *word = fields_text(fields);
        if (kept < MOST_WORDS - 1)
            words[kept++] = (char *)word;
    }
    words[kept] = NULL;
}

static void become_program(long long request, int held, struct fields *fields)
{
    static char *argv[MOST_WORDS], *envp[MOST_WORDS];
    int deny_system_v = fields_number(fields);
    struct limits limits = read_limits(fields);
    read_words(fields, argv);
    read_words(fields, envp);

    setpgid(0, 0);
    give_terminal_to(getpid());
    restore_signals();
    if (held) {
        char go;
        ssize_t released;
        close(hold[1]);
        while ((released = read(hold[0], &go, 1)) < 0 && errno == EINTR)
            ;
        /* The end of the shell is no permission to start. */
        if (released != 1)
            _exit(127);
        close(hold[0]);
    }
    fcntl(SHELL_CHANNEL, F_SETFD, FD_CLOEXEC);
    close_range(SHELL_CHANNEL + 1, ~0u, 0);
    apply_limits(&limits);
    deny_system_calls(deny_system_v);
    execve(argv[0], argv, envp);
    /* A script without #! is run by sh, as every shell does, and execlp(3). */
    if (errno == ENOEXEC) {
        static char *script[MOST_WORDS + 1] = { "/bin/sh" };
        memcpy(script + 1, argv, MOST_WORDS * sizeof *argv);
        execve(script[0], script, envp);
    }
    tell('F', request, errno, monotonic_ns());
    _exit(127);
}

static void start_job(struct fields *fields)
{
    long long request = fields_number(fields);
    int held = fields_number(fields);

    if (held && pipe2(hold, O_CLOEXEC) != 0)
        held = 0;
    /* Before fork: where processors are few, a program may be at its end when its shell goes on. */
    long long started = monotonic_ns();
    pid_t pid = fork();
    if (pid == 0)
        become_program(request, held, fields);
    if (pid > 0) {
        setpgid(pid, pid);
        give_terminal_to(pid);
        if (job_count < MOST_JOBS)
            jobs[job_count++] = (struct job){ .pid = pid };
    }
    if (held)
        close(hold[0]);
    tell('S', request, pid, started);
}

static void release_held(void)
{
    if (hold[1] < 0)
        return;
    if (write(hold[1], "", 1) < 0)
        tell('F', 0, errno, monotonic_ns());
    close(hold[1]);
    hold[1] = -1;
}

static struct job *job_of(pid_t pid)
{
    for (int i = 0; i < job_count; i++)
        if (jobs[i].pid == pid)
            return &jobs[i];
    return NULL;
}

static void collect_jobs(void)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG | WUNTRACED | WCONTINUED)) > 0) {
        struct job *job = job_of(pid);
        if (!job)
            continue;
        if (WIFCONTINUED(status)) {
            job->stopped = 0;
            continue;
        }
        give_terminal_to(getpgrp());
        job->stopped = WIFSTOPPED(status);
        if (!job->stopped)
            *job = jobs[--job_count];
        tell(WIFSTOPPED(status) ? 'z' : 'e', pid, status, monotonic_ns());
    }
}

/* As fg does: the terminal comes first, or the job would be stopped again as soon as it reads from it, termios(3). */
static void resume_stopped_job(void)
{
    collect_jobs();
    for (int i = job_count; i-- > 0;) {
        if (jobs[i].stopped) {
            give_terminal_to(jobs[i].pid);
            kill(-jobs[i].pid, SIGCONT);
            return;
        }
    }
}

static void hang_up(void)
{
    for (int i = 0; i < job_count; i++) {
        kill(-jobs[i].pid, SIGHUP);
        if (jobs[i].stopped)
            kill(-jobs[i].pid, SIGCONT);
    }
    restore_signals();
    raise(SIGHUP);
}

static int read_channel(char *message)
{
    ssize_t length = recv(SHELL_CHANNEL, message, SHELL_MESSAGE, 0);
    if (length <= 0)
        return length < 0 && errno == EINTR;
    struct fields fields = { message + 1, message + length };
    if (message[0] == 'X')
        start_job(&fields);
    else if (message[0] == 'G')
        release_held();
    else if (message[0] == 'C')
        resume_stopped_job();
    return 1;
}

int shell_main(void)
{
    static char message[SHELL_MESSAGE];
    sigset_t watched;

    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NAME, "sh", 0, 0, 0);
    fcntl(SHELL_CHANNEL, F_SETFD, FD_CLOEXEC);
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGTSTP, SIG_IGN);
    signal(SIGTTIN, SIG_IGN);
    signal(SIGTTOU, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    sigaddset(&watched, SIGHUP);
    sigprocmask(SIG_BLOCK, &watched, NULL);
    int signals = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);

    for (;;) {
        struct pollfd waits[2] = { { .fd = SHELL_CHANNEL, .events = POLLIN }, { .fd = signals, .events = POLLIN } };
        poll(waits, 2, -1);
        struct signalfd_siginfo info;
        while (read(signals, &info, sizeof info) == sizeof info) {
            if (info.ssi_signo == SIGHUP)
                hang_up();
            else
                collect_jobs();
        }
        if (waits[0].revents && !read_channel(message))
            return 0;
    }
}
