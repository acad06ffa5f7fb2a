#define _GNU_SOURCE
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    (void)argc;
    int fd = open(argv[1], O_RDWR | O_CREAT, 0644);
    posix_fallocate(fd, 0, 300);
    char *p = mmap(NULL, 300, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    sem_t *sem = sem_open("/letter", O_CREAT, 0600, 0);
    if (p == MAP_FAILED || sem == SEM_FAILED) {
        perror("setup");
        return 1;
    }
    sem_unlink("/letter");

    pid_t pid = fork();
    if (pid > 0) {
        char *line = NULL;
        size_t n = 0;
        ssize_t got = getline(&line, &n, stdin);
        if (got > 0 && got < 300)
            memcpy(p, line, (size_t)got + 1);
        sem_post(sem);
        free(line);
        int status;
        waitpid(pid, &status, 0);
        printf("parent: child ended with %d, I wrote %s", WEXITSTATUS(status), p);
    } else if (pid == 0) {
        printf("child waits\n");
        sem_wait(sem);
        printf("child got: ");
        fflush(stdout);
        if (write(1, p, strlen(p)) < 0)
            return 1;
    }
    return 0;
}
