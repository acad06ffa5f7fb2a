/* A signal arrives during wait: once the call fails with EINTR, once SA_RESTART begins it anew. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static int gate[2];

static void on_signal(int signal)
{
    (void)signal;
    write(gate[1], "x", 1);
}

static void once(int flags)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = flags};
    char byte;
    sigaction(SIGALRM, &action, NULL);
    pipe(gate);
    if (fork() == 0) {
        read(gate[0], &byte, 1);
        _exit(0);
    }
    ualarm(20000, 0);
    while (wait(NULL) < 0)
        ;
}

int main(void)
{
    once(0);
    once(SA_RESTART);
    return 0;
}
