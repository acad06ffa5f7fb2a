/* Signals come as data: signalfd and poll; sigqueue sends them. SIGCHLD is waited for in the same place. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

static int open_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static unsigned next_signal(int fd)
{
    struct pollfd ready = { .fd = fd, .events = POLLIN };
    struct signalfd_siginfo info;

    while (read(fd, &info, sizeof info) != sizeof info)
        poll(&ready, 1, -1);
    return info.ssi_signo;
}

static void send_signal(pid_t pid, int number)
{
    union sigval nothing = { .sival_int = 0 };

    sigqueue(pid, number, nothing);
}

int main(int argc, char *argv[])
{
    int rounds = argc > 1 ? atoi(argv[1]) : 3;
    int signals = open_signals();
    pid_t child = fork();

    if (child < 0)
        return EXIT_FAILURE;
    if (child == 0) {
        int received = 0;

        /* A signalfd gives each process its own signals. */
        while (received < rounds)
            if (next_signal(signals) == SIGUSR1) {
                received++;
                send_signal(getppid(), SIGUSR2);
            }
        exit(received);
    }
    int sent = 0, status = 0;

    send_signal(child, SIGUSR1);
    sent++;
    for (;;) {
        unsigned number = next_signal(signals);

        if (number == SIGUSR2 && sent < rounds) {
            send_signal(child, SIGUSR1);
            sent++;
        } else if (number == SIGCHLD && waitpid(child, &status, WNOHANG) == child) {
            break;
        }
    }
    printf("%s %d\n", WIFEXITED(status) ? "exited with" : strsignal(WTERMSIG(status)), WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
