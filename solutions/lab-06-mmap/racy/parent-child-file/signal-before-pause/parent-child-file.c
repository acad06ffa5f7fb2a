/* SIGUSR1 says that the line is in the mapping. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE 4096

static void wake(int signal_number)
{
    (void)signal_number;
}

int main(int argc, char *argv[])
{
    int fd = argc == 2 ? open(argv[1], O_RDWR) : -1;
    if (fd == -1 || ftruncate(fd, SIZE) == -1)
        return EXIT_FAILURE;
    char *text = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (text == MAP_FAILED)
        return EXIT_FAILURE;
    close(fd);

    signal(SIGUSR1, wake);
    /* Until sigsuspend lets it through it stays pending, however early it comes. */
    sigset_t awaited, before;
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGUSR1);
    sigprocmask(SIG_BLOCK, &awaited, &before);
    pid_t pid = fork();
    if (pid == -1)
        return EXIT_FAILURE;
    if (pid == 0) {
        sigsuspend(&before);
        printf("child: %s", text);
        return EXIT_SUCCESS;
    }
    if (fgets(text, SIZE, stdin) == NULL)
        return EXIT_FAILURE;
    kill(pid, SIGUSR1);
    wait(NULL);
    munmap(text, SIZE);
    return EXIT_SUCCESS;
}
