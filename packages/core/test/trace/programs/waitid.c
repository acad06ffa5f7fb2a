/* Looks at the child with WNOWAIT, which leaves it a zombie, then collects it with waitid. */
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    siginfo_t info;
    pid_t pid = fork();
    if (pid == 0)
        _exit(42);
    waitid(P_PID, pid, &info, WEXITED | WNOWAIT);
    write(1, "zombie\n", 7);
    waitid(P_ALL, 0, &info, WEXITED);
    return info.si_status;
}
