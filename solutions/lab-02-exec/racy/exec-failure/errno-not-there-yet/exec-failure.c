/* The child leaves errno in memory that it shares with its parent. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int *error = mmap(NULL, sizeof *error, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int status;

    if (argc != 2 || error == MAP_FAILED)
        return EXIT_FAILURE;
    printf("I am %d\n", (int)getpid());
    fflush(stdout);
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (pid == 0) {
        execl(argv[1], argv[1], (char *)NULL);
        *error = errno;
        _exit(127);
    }
    /* Nothing is known before it has ended. */
    if (waitpid(pid, &status, 0) == -1)
        return EXIT_FAILURE;
    if (*error != 0)
        printf("%s: %s\n", argv[1], strerror(*error));
    printf("%d ended with %d\n", (int)pid, WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
