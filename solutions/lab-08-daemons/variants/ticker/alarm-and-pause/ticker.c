/* alarm and pause; a supervisor stays the parent of the process that works. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void wake(int signal)
{
    (void)signal;
}

static void work(void)
{
    signal(SIGALRM, wake);
    for (int n = 0;; n++) {
        char name[32];
        snprintf(name, sizeof name, ".tick %d", n);
        int fd = open(name, O_WRONLY | O_CREAT, 0644);
        if (fd >= 0)
            close(fd);
        alarm(3);
        pause();
    }
}

int main(void)
{
    if (fork() > 0)
        return 0;
    setsid();
    close(0);
    close(1);
    close(2);
    umask(022);
    if (chdir("/") == -1)
        return 1;
    for (;;) {
        if (fork() == 0)
            work();
        wait(NULL);
    }
}
