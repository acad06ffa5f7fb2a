/* No SA_RESTART: the read is interrupted, and tried again. The handler keeps a list for the parent to print. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t ended;
static volatile pid_t who[16];

static void on_child(int sig, siginfo_t *info, void *context)
{
    int keep = errno;
    pid_t pid;
    while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
        if (ended < 16)
            who[ended++] = pid;
    errno = keep;
    (void)sig, (void)info, (void)context;
}

int main(void)
{
    struct sigaction sa;
    sa.sa_sigaction = on_child;
    sigfillset(&sa.sa_mask);
    sa.sa_flags = SA_SIGINFO;
    sigaction(SIGCHLD, &sa, 0);

    for (int i = 0; i < 4; i++) {
        pid_t pid = fork();
        if (pid < 0)
            return 1;
        if (pid == 0) {
            if (i == 0)
                return 0;
            for (;;)
                pause();
        }
    }

    int told = 0;
    char text[100];
    for (;;) {
        ssize_t n = read(0, text, sizeof text - 1);
        for (; told < ended; told++)
            printf("child %d has ended\n", (int)who[told]);
        if (n == -1 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        text[n] = 0;
        for (ssize_t i = 0; i < n; i++)
            if (text[i] >= 'a' && text[i] <= 'z')
                text[i] &= ~0x20;
        printf("%s", text);
        fflush(stdout);
    }
    return 0;
}
