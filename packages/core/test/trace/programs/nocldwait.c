/* SA_NOCLDWAIT with a handler. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_child(int signal) { (void)signal; }

int main(void)
{
    struct sigaction action = {.sa_handler = on_child, .sa_flags = SA_NOCLDWAIT | SA_RESTART};
    sigaction(SIGCHLD, &action, NULL);
    if (fork() == 0)
        _exit(0);
    while (wait(NULL) > 0)
        ;
    return 0;
}
