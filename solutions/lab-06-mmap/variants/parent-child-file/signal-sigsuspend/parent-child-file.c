#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void wake(int signo)
{
    (void)signo;
}

int main(int argc, char *argv[])
{
    if (argc < 2)
        return 2;
    int fd = open(argv[1], O_RDWR);
    if (fd < 0 || truncate(argv[1], 4096) < 0) {
        perror(argv[1]);
        return 1;
    }
    volatile char *p = mmap(0, 4096, PROT_WRITE | PROT_READ, MAP_SHARED, fd, 0);
    sigset_t block, old;
    sigemptyset(&block);
    sigaddset(&block, SIGUSR1);
    sigprocmask(SIG_BLOCK, &block, &old);
    signal(SIGUSR1, wake);

    pid_t pid = fork();
    if (pid == 0) {
        sigsuspend(&old);
        for (int i = 0; p[i] != '\0'; i++)
            putchar(p[i]);
        fflush(stdout);
        munmap((void *)p, 4096);
        _exit(0);
    }
    printf("type a line for process %d: ", (int)pid);
    fflush(stdout);
    int i = 0;
    char c;
    while (read(STDIN_FILENO, &c, 1) == 1) {
        p[i++] = c;
        if (c == '\n')
            break;
    }
    p[i] = '\0';
    kill(pid, SIGUSR1);
    waitpid(pid, NULL, 0);
    close(fd);
    return 0;
}
