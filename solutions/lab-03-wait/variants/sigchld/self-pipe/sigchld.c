/* The handler writes into a pipe; the loop hears of it from poll(2), beside its terminal. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int bell[2];

static void ring(int number)
{
    int saved = errno;
    if (write(bell[1], "!", 1) == -1 && errno != EAGAIN)
        _exit(1);
    errno = saved;
    (void)number;
}

int main(void)
{
    if (pipe(bell) == -1)
        return 1;
    fcntl(bell[0], F_SETFL, O_NONBLOCK);
    fcntl(bell[1], F_SETFL, O_NONBLOCK);
    struct sigaction action = { .sa_handler = ring, .sa_flags = SA_RESTART | SA_NOCLDSTOP };
    sigaction(SIGCHLD, &action, NULL);

    for (int i = 0; i < 4; i++)
        if (fork() == 0) {
            while (i > 0)
                sleep(60);
            _exit(0);
        }

    for (;;) {
        struct pollfd either[2] = { { .fd = 0, .events = POLLIN }, { .fd = bell[0], .events = POLLIN } };
        char text[256];
        if (poll(either, 2, -1) == -1) {
            if (errno == EINTR)
                continue;
            perror("poll");
            return 1;
        }
        if (either[1].revents) {
            pid_t pid;
            while (read(bell[0], text, sizeof text) > 0)
                ;
            while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
                dprintf(1, "(%d is gone)\n", pid);
        }
        if (either[0].revents) {
            ssize_t n = read(0, text, sizeof text);
            if (n <= 0)
                return 0;
            for (ssize_t i = 0; i < n; i++)
                text[i] = toupper((unsigned char)text[i]);
            if (write(1, text, n) != n)
                return 1;
        }
    }
}
