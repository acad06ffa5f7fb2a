/* vfork: the child may do nothing but exec, _exit, and here write(2). */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    siginfo_t info = {0};
    pid_t pid;

    if (argc < 2)
        return 2;
    setbuf(stdout, NULL);
    printf("%d starts ", getpid());
    pid = vfork();
    if (!pid) {
        execv(argv[1], argv + 1);
        const char *text = strerror(errno);
        write(STDERR_FILENO, text, strlen(text));
        write(STDERR_FILENO, "\n", 1);
        _exit(1);
    }
    waitid(P_PID, pid, &info, WEXITED);
    printf("%d: %d\n", info.si_pid, info.si_status);
    return info.si_status;
}
