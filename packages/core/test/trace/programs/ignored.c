/* SIGCHLD is ignored, which survives an execve: the second program inherits it. */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc == 1) {
        signal(SIGCHLD, SIG_IGN);
        execl(argv[0], argv[0], "again", (char *)NULL);
        return 1;
    }
    if (fork() == 0)
        _exit(7);
    return wait(NULL) == -1 && errno == ECHILD ? 0 : 1;
}
