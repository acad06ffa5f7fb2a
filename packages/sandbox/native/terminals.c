#define _GNU_SOURCE
#include "terminals.h"

#include "report.h"
#include "shell.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

struct terminal terminals[MOST_TERMINALS];
int terminal_count;
long long most_output = 1 << 20;

static void become_shell(int master, int channel, const char *tty, const char *folder, mode_t mask)
{
    char *argv[] = { "-sh", NULL }, *envp[] = { NULL };
    setsid();
    /* A session leader without a terminal gets the first one it opens, tty(4), credentials(7). */
    int slave = open(tty, O_RDWR);
    if (slave < 0 || chdir(folder) != 0)
        _exit(74);
    umask(mask);
    close(master);
    int moved = fcntl(channel, F_DUPFD, 64);
    for (int fd = 0; fd <= 2; fd++)
        dup2(slave, fd);
    dup2(moved, SHELL_CHANNEL);
    close_range(SHELL_CHANNEL + 1, ~0u, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    /* Not by its path: a folder can be renamed, and another put in its place. */
    execve("/proc/self/exe", argv, envp);
    _exit(75);
}

/* Who reads gets the end of the file, by whatever path and however often: MIN 0 and TIME 0, termios(3). */
static void end_of_file_at_once(int terminal)
{
    struct termios settings;
    if (tcgetattr(terminal, &settings) != 0)
        return;
    settings.c_lflag &= ~ICANON;
    settings.c_cc[VMIN] = settings.c_cc[VTIME] = 0;
    tcsetattr(terminal, TCSANOW, &settings);
}

void open_terminal(long long request, struct fields *fields)
{
    struct terminal *terminal = &terminals[terminal_count];
    mode_t mask = fields_number(fields);
    struct winsize size = { .ws_row = fields_number(fields), .ws_col = fields_number(fields) };
    const char *folder = fields_text(fields);
    int nobody_types = fields_number(fields);
    char tty[64];
    int channel[2];
    struct stat status;

    if (terminal_count == MOST_TERMINALS)
        return answer(request, EMFILE);
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, tty, sizeof tty) != 0 || stat(tty, &status) != 0)
        return answer(request, errno);
    ioctl(master, TIOCSWINSZ, &size);
    if (nobody_types)
        end_of_file_at_once(master);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channel) != 0)
        return answer(request, errno);
    int room = SHELL_MESSAGE * 2;
    setsockopt(channel[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    pid_t shell = fork();
    if (shell == 0)
        become_shell(master, channel[1], tty, folder, mask);
    close(channel[1]);
    *terminal = (struct terminal){ .master = master, .channel = channel[0], .shell = shell };
    SEND('R', tty + strlen("/dev/"), strlen(tty) - strlen("/dev/"), request, 0, terminal_count++, shell, (long long)status.st_rdev);
}

struct terminal *terminal_at(long long index)
{
    return index >= 0 && index < terminal_count ? &terminals[index] : NULL;
}

int take_output(struct terminal *terminal)
{
    char chunk[16384];
    ssize_t n = read(terminal->master, chunk, sizeof chunk);
    if (n <= 0)
        return n < 0 && (errno == EAGAIN || errno == EINTR);
    if (terminal->shown > most_output)
        return 1;
    terminal->shown += n;
    SEND('o', chunk, n, terminal - terminals, monotonic_ns());
    if (terminal->shown > most_output) {
        report_limit("output", terminal->shown);
        kill(-1, SIGKILL);
    }
    return 1;
}

static void drain(struct terminal *terminal)
{
    struct pollfd ready = { .fd = terminal->master, .events = POLLIN };
    while (terminal->master >= 0 && poll(&ready, 1, 0) > 0 && ready.revents & POLLIN && take_output(terminal))
        ;
}

void hang_up(struct terminal *terminal)
{
    drain(terminal);
    close(terminal->master);
    terminal->master = -1;
}

void hear_shell(struct terminal *terminal)
{
    char message[256];
    ssize_t length = recv(terminal->channel, message, sizeof message - 1, MSG_DONTWAIT);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (length <= 0) {
        close(terminal->channel);
        terminal->channel = -1;
        if (terminal->starting)
            answer(terminal->starting, ESRCH);
        terminal->starting = 0;
        return;
    }
    message[length] = 0;
    struct fields fields = { message + 1, message + length };
    long long first = fields_number(&fields), second = fields_number(&fields), when = fields_number(&fields);
    switch (message[0]) {
    case 'S':
        terminal->starting = 0;
        SEND('R', NULL, 0, first, second > 0 ? 0 : EAGAIN, second, when);
        break;
    case 'F':
        SEND('f', NULL, 0, terminal - terminals, first, second, when);
        break;
    default:
        /* What the program wrote before it ended is told before its end is. */
        drain(terminal);
        SEND(message[0], NULL, 0, terminal - terminals, first, second, when);
    }
}

static void send_to_shell(long long request, struct terminal *terminal, char type, const struct bytes *payload)
{
    struct bytes message = { 0 };
    if (!terminal || terminal->channel < 0)
        return answer(request, ESRCH);
    if (type == 'X' && terminal->starting)
        return answer(request, EBUSY);
    bytes_append(&message, &type, 1);
    bytes_append(&message, payload->data, payload->length);
    ssize_t sent = message.length > SHELL_MESSAGE ? (errno = E2BIG, -1)
                                                  : send(terminal->channel, message.data, message.length, MSG_NOSIGNAL | MSG_DONTWAIT);
    free(message.data);
    if (sent < 0)
        answer(request, errno);
    else if (type == 'X')
        terminal->starting = request;
    else
        answer(request, 0);
}

void start_program(long long request, struct fields *fields, int deny_system_v)
{
    struct bytes payload = { 0 };
    struct terminal *terminal = terminal_at(fields_number(fields));
    bytes_number(&payload, request);
    bytes_field(&payload, fields_text(fields));
    bytes_number(&payload, deny_system_v);
    bytes_append(&payload, fields->next, fields->end - fields->next);
    send_to_shell(request, terminal, 'X', &payload);
    free(payload.data);
}

void release_program(long long request, struct terminal *terminal)
{
    send_to_shell(request, terminal, 'G', &(struct bytes){ 0 });
}

void resume_program(long long request, struct terminal *terminal)
{
    send_to_shell(request, terminal, 'C', &(struct bytes){ 0 });
}

void type_text(long long request, struct terminal *terminal, const char *text, size_t length)
{
    if (!terminal || terminal->master < 0)
        return answer(request, ESRCH);
    ssize_t n = write(terminal->master, text, length);
    answer(request, n == (ssize_t)length ? 0 : n < 0 ? errno : EAGAIN);
}

void lose_shell(struct terminal *terminal)
{
    terminal->shell = 0;
    if (terminal->channel >= 0)
        hear_shell(terminal);
    /* The kernel hangs the terminal up with its session leader; its master would poll as ready for ever. */
    if (terminal->master >= 0)
        hang_up(terminal);
}
