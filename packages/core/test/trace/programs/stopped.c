/* The child stops itself and is told to go on: two of three returns of waitpid reap nobody. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        raise(SIGSTOP);
        _exit(9);
    }
    waitpid(pid, &status, WUNTRACED);
    kill(pid, SIGCONT);
    waitpid(pid, &status, WCONTINUED);
    waitpid(pid, NULL, WUNTRACED);
    return 0;
}
