#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status;
    pid_t pid = vfork();
    if (pid == 0) {
        execl("/bin/echo", "echo", "你好", "(a) = \"b\"", (char *)NULL);
        _exit(127);
    }
    waitpid(pid, &status, 0);
    return WEXITSTATUS(status);
}
