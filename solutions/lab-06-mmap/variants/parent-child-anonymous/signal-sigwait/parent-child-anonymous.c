#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    sigset_t set;
    int got;
    char *p = mmap(NULL, 1000, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, NULL);
    pid_t pid = fork();
    if (pid == 0) {
        sigwait(&set, &got);
        printf("signal %d, text: %s", got, p);
        munmap(p, 1000);
        return 0;
    }
    if (fgets(p, 1000, stdin) == NULL)
        return 1;
    printf("parent wrote: %s", p);
    fflush(stdout);
    kill(pid, SIGUSR2);
    wait(NULL);
    munmap(p, 1000);
    return 0;
}
