/* The handler for SIGCHLD reaps nothing by itself; the child is looked at with WNOWAIT before it is reaped. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t ended;

static void on_child(int signo)
{
    (void)signo;
    ended = 1;
}

int main(int argc, char **argv)
{
    char line[256];
    siginfo_t info;
    struct sigaction action = { .sa_handler = on_child, .sa_flags = SA_RESTART };

    sigemptyset(&action.sa_mask);
    sigaction(SIGCHLD, &action, NULL);
    (void)argc;

    pid_t child = vfork();
    if (child == 0)
        _exit(7);
    waitid(P_PID, child, &info, WEXITED | WNOWAIT);
    printf("%s (%d): %d has ended with %d, signal seen: %d\n", argv[0], (int)getpid(), (int)child,
           info.si_status, (int)ended);
    if (fgets(line, sizeof line, stdin) == NULL)
        return EXIT_FAILURE;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        puts("one less");
    if (fgets(line, sizeof line, stdin) == NULL)
        return EXIT_FAILURE;
    return EXIT_SUCCESS;
}
