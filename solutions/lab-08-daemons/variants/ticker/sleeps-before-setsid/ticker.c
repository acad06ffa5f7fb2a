/* Waits for its parent to be gone before anything else: for three seconds it is no daemon yet. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static void handler(int signo)
{
    (void)signo;
    char name[64];
    time_t t = time(NULL);
    strftime(name, sizeof name, "测试 %H:%M:%S.txt", localtime(&t));
    int fd = open(name, O_RDWR | O_APPEND | O_CREAT, 0755);
    if (fd < 0)
        return;
    if (write(fd, name, strlen(name)) < 0)
        unlink(name);
    close(fd);
}

int main(void)
{
    printf("父进程的pid是%d\n", getpid());
    pid_t p = fork();
    if (p < 0)
        return -1;
    if (p == 0) {
        printf("子进程的pid是%d\n", getpid());
        sleep(3);
        setsid();
        if (chdir("/tmp") < 0)
            return -1;
        umask(0000);
        close(STDIN_FILENO);
        close(STDOUT_FILENO);
        close(STDERR_FILENO);
        signal(SIGALRM, handler);
        struct itimerval tm = { .it_interval = { .tv_sec = 3 }, .it_value = { .tv_sec = 3 } };
        setitimer(ITIMER_REAL, &tm, NULL);
        while (1)
            sleep(1);
    }
    return 0;
}
