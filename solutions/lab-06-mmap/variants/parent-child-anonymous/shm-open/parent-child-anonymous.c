#define _GNU_SOURCE
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    const char *name = "/letter-box";
    shm_unlink(name);
    int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    sem_t *full = sem_open("/letter-box-full", O_CREAT, 0600, 0);
    if (fd == -1 || ftruncate(fd, 256) == -1 || full == SEM_FAILED) {
        perror("shm_open");
        return 1;
    }

    pid_t pid = fork();
    if (pid == 0) {
        char *mine = mmap(NULL, 256, PROT_READ, MAP_SHARED, fd, 0);
        sem_wait(full);
        fputs(mine, stdout);
        return 0;
    }
    char *mine = mmap(NULL, 256, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (scanf("%255[^\n]", mine) != 1)
        perror("scanf");
    sem_post(full);
    waitpid(pid, NULL, 0);
    munmap(mine, 256);
    shm_unlink(name);
    sem_unlink("/letter-box-full");
    return 0;
}
