/* With an argument the parent ends and leaves its zombie to PID 1; else it never ends. */
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    siginfo_t info;
    (void)argv;
    pid_t pid = fork();
    if (pid == 0)
        _exit(3);
    waitid(P_PID, pid, &info, WEXITED | WNOWAIT);
    if (argc == 1)
        for (;;)
            pause();
    return 0;
}
