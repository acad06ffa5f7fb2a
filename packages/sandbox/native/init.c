/*
 * PID 1 of a sandbox. It opens terminals and their shells, starts programs through them, reaps orphans at
 * once, takes syslog messages, and tells the grader about all of it over descriptor 3. When that
 * connection ends, it ends, and with it everything in its PID namespace, pid_namespaces(7).
 */
#define _GNU_SOURCE
#include "boot.h"
#include "confine.h"
#include "files.h"
#include "kernel.h"
#include "report.h"
#include "shell.h"
#include "syslog.h"
#include "terminals.h"
#include "watch.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CONTROL 3
/* Where everything sleeps there is less to watch, and a look costs as much as ever. */
#define WATCH_BUSY_MS 20
#define WATCH_QUIET_MS 80
/* Output is left in the kernel while the grader is this far behind, so that the writer waits. */
#define MOST_WAITING (4u << 20)

static struct watch watch = { .memory = 512LL << 20, .tasks = 64, .inodes = 20000 };
static int system_v_limited;
/* Until then nobody is here who could use anything. */
static int programs_started;
/* Time from one look at the limits to the next. */
static int watch_ms = WATCH_BUSY_MS;

static void serve(char type, struct fields fields)
{
    long long request = type == 'C' ? 0 : fields_number(&fields);
    struct bytes reply = { 0 };
    struct terminal *terminal;
    int error;

    switch (type) {
    case 'C':
        watch.memory = fields_number(&fields);
        watch.tasks = fields_number(&fields);
        watch.inodes = fields_number(&fields);
        most_output = fields_number(&fields);
        return;
    case 'T':
        return open_terminal(request, &fields);
    case 'X':
        programs_started = 1;
        return start_program(request, &fields, !system_v_limited);
    case 'G':
        return release_program(request, terminal_at(fields_number(&fields)));
    case 'J':
        return resume_program(request, terminal_at(fields_number(&fields)));
    case 'I':
        terminal = terminal_at(fields_number(&fields));
        return type_text(request, terminal, fields.next, fields.end - fields.next);
    case 'H':
        terminal = terminal_at(fields_number(&fields));
        if (terminal && terminal->master >= 0)
            hang_up(terminal);
        return (void)SEND('R', NULL, 0, request, 0, monotonic_ns());
    case 'K': {
        pid_t pid = fields_number(&fields);
        error = pid <= 1 ? EPERM : kill(pid, fields_number(&fields)) == 0 ? 0 : errno;
        return answer(request, error);
    }
    case 'W': {
        const char *path = fields_text(&fields);
        mode_t mode = fields_number(&fields);
        return answer(request, write_file(path, mode, fields.next, fields.end - fields.next));
    }
    case 'F': {
        const char *path = fields_text(&fields);
        error = read_file(path, fields_number(&fields), &reply);
        break;
    }
    case 'L':
        list_files(&reply);
        error = 0;
        break;
    default:
        error = ENOSYS;
    }
    SEND('R', reply.data, error ? 0 : reply.length, request, error);
    free(reply.data);
}

static void hear_grader(void)
{
    char type, *payload;
    size_t length;
    if (!wire_fill(CONTROL))
        _exit(0);
    while (wire_next(&type, &payload, &length))
        serve(type, (struct fields){ payload, payload + length });
}

static void reap(void)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG | WUNTRACED)) > 0) {
        int shell = -1;
        for (int i = 0; i < terminal_count; i++)
            if (terminals[i].shell == pid)
                shell = i;
        if (WIFSTOPPED(status)) {
            /* A user would type on; nobody else can wake the shell that a program has stopped. */
            if (shell >= 0)
                kill(pid, SIGCONT);
        } else if (shell >= 0) {
            lose_shell(&terminals[shell]);
            SEND('x', NULL, 0, shell, pid, status, monotonic_ns());
        } else
            SEND('p', NULL, 0, -1, pid, status, monotonic_ns());
    }
}

static int signal_descriptor(void)
{
    sigset_t watched;
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    sigprocmask(SIG_BLOCK, &watched, NULL);
    return signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void wait_for_events(int signals, int syslog_fd)
{
    struct pollfd waits[3 + 2 * MOST_TERMINALS];
    int behind = wire_waiting() > MOST_WAITING, count = 3;

    waits[0] = (struct pollfd){ .fd = CONTROL, .events = POLLIN | (wire_waiting() ? POLLOUT : 0) };
    waits[1] = (struct pollfd){ .fd = signals, .events = POLLIN };
    waits[2] = (struct pollfd){ .fd = syslog_fd, .events = POLLIN };
    for (int i = 0; i < terminal_count; i++) {
        waits[count++] = (struct pollfd){ .fd = behind ? -1 : terminals[i].master, .events = POLLIN };
        waits[count++] = (struct pollfd){ .fd = terminals[i].channel, .events = POLLIN };
    }
    int opened = terminal_count;
    poll(waits, count, programs_started ? watch_ms : -1);

    for (int i = 0; i < opened; i++) {
        /* POLLHUP alone means that nobody has the terminal open just now; another may open it again. */
        if (waits[3 + 2 * i].revents & POLLIN)
            take_output(&terminals[i]);
        if (waits[4 + 2 * i].revents)
            hear_shell(&terminals[i]);
    }
    struct signalfd_siginfo info;
    if (waits[1].revents) {
        while (read(signals, &info, sizeof info) == sizeof info)
            ;
        reap();
    }
    if (waits[2].revents)
        take_syslog(syslog_fd, most_output / 4);
    if (waits[0].revents & (POLLIN | POLLHUP))
        hear_grader();
}

static _Noreturn void init_main(long long first_pid)
{
    long long looked = 0;
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NAME, "init", 0, 0, 0);
    setsid();
    umask(022);
    system_v_limited = settle_kernel(first_pid);
    drop_capabilities();
    /* If somebody kills bwrap, nobody is left to reap PID 1. */
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    fcntl(CONTROL, F_SETFD, FD_CLOEXEC);
    fcntl(CONTROL, F_SETFL, O_NONBLOCK);
    close_range(CONTROL + 1, ~0u, 0);
    int signals = signal_descriptor(), syslog_fd = open_syslog();

    SEND('r', NULL, 0, monotonic_ns(), system_v_limited);
    for (;;) {
        wire_flush(CONTROL);
        wait_for_events(signals, syslog_fd);
        long long now = monotonic_ns();
        if (programs_started && now - looked >= watch_ms * 1000000LL) {
            looked = now;
            int busy = watch_limits(&watch, report_limit);
            watch_ms = busy ? WATCH_BUSY_MS : watch_ms < WATCH_QUIET_MS ? watch_ms * 2 : watch_ms;
        }
    }
}

int main(int argc, char *argv[])
{
    if (!strcmp(argv[0], "-sh"))
        return shell_main();
    if (argc > 1 && !strcmp(argv[1], "boot"))
        return boot_main(argc, argv);
    if (!strcmp(argv[0], "init"))
        init_main(atoll(getenv("FIRST_PID") ? getenv("FIRST_PID") : "0"));
    /* A second exec gives PID 1 the name that a student expects to see in ps. */
    char *plain[] = { "init", NULL }, first[64];
    snprintf(first, sizeof first, "FIRST_PID=%s", argc > 1 ? argv[1] : "0");
    char *environment[] = { first, NULL };
    execve("/proc/self/exe", plain, environment);
    return 77;
}
