/* 父进程一结束，内核就发信号；prctl 之前它可能已经结束，所以还要再看一次 getppid。 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(void)
{
    sigset_t set;
    int which;
    pid_t father = getpid();

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);

    switch (fork()) {
    case -1:
        perror("fork 失败");
        exit(1);
    case 0:
        prctl(PR_SET_PDEATHSIG, SIGUSR1);
        printf("我是 %d，父进程是 %d\n", getpid(), father);
        fflush(stdout);
        if (getppid() == father)
            sigwait(&set, &which);
        printf("我是 %d，父进程变成了 %d\n", getpid(), getppid());
        while (1)
            sleep(100);
    default:
        exit(1);
    }
}
