/* One child dies of SIGSEGV, one of SIGKILL. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    if (fork() == 0)
        *(volatile int *)8 = 1;
    wait(NULL);
    pid_t pid = fork();
    if (pid == 0)
        for (;;)
            pause();
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    return 0;
}
