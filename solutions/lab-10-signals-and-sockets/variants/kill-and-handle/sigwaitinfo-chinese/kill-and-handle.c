/* 没有处理函数：两个信号一直阻塞着，用 sigwaitinfo 取。 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void expect(int signo)
{
    sigset_t one;

    sigemptyset(&one);
    sigaddset(&one, signo);
    while (sigwaitinfo(&one, NULL) != signo)
        ;
}

int main(int argc, char *argv[])
{
    int n = argc == 2 ? (int)strtol(argv[1], NULL, 10) : 1;
    siginfo_t how;
    sigset_t two;
    pid_t pid;

    sigemptyset(&two);
    sigaddset(&two, SIGUSR1);
    sigaddset(&two, SIGUSR2);
    sigprocmask(SIG_BLOCK, &two, NULL);

    switch (pid = fork()) {
    case -1:
        perror("fork");
        return 1;
    case 0: {
        pid_t father = getppid();
        int got;

        for (got = 0; got < n; got++) {
            expect(SIGUSR1);
            printf("子进程收到第 %d 个 SIGUSR1\n", got + 1);
            fflush(stdout);
            kill(father, SIGUSR2);
        }
        return got;
    }
    }
    for (int i = 1; i <= n; i++) {
        kill(pid, SIGUSR1);
        expect(SIGUSR2);
        printf("父进程收到第 %d 个 SIGUSR2\n", i);
    }
    waitid(P_PID, pid, &how, WEXITED);
    if (how.si_code == CLD_EXITED)
        printf("子进程正常退出，退出码 %d\n", how.si_status);
    else
        printf("子进程被信号 %d 终止\n", how.si_status);
    return 0;
}
