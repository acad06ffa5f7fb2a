/* vfork, and a shell that prints: `$$` is the PID that exec kept. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    static const char *const scripts[] = {
        "echo child 1 of 3, pid $$",
        "echo child 2 of 3, pid $$",
        "echo child 3 of 3, pid $$",
    };
    for (int i = 0; i < 3; i++) {
        pid_t pid = vfork();
        if (pid == 0) {
            execl("/bin/sh", "sh", "-c", scripts[i], (char *)NULL);
            _exit(127);
        }
        if (pid == -1)
            return 1;
    }
    int status;
    while (wait(&status) != -1)
        ;
    printf("parent %d\n", (int)getpid());
    return 0;
}
