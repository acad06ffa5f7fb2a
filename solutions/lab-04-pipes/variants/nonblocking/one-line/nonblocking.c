/* A thread finds the pipe empty, and all that is to be printed stands in one line, without a blank. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int fd[2];

static void *reading(void *error)
{
    char c;
    if (read(fd[0], &c, 1) == -1)
        *(int *)error = errno;
    return NULL;
}

int main(int argc, char *argv[])
{
    if (argc != 2 || pipe2(fd, O_NONBLOCK | O_CLOEXEC) == -1)
        return EXIT_FAILURE;
    pthread_t thread;
    int error = 0;
    pthread_create(&thread, NULL, reading, &error);
    pthread_join(thread, NULL);

    fcntl(fd[0], F_SETPIPE_SZ, atoi(argv[1]));
    int capacity = fcntl(fd[0], F_GETPIPE_SZ);
    char *block = calloc(1, capacity);
    int total = 0;
    ssize_t n;
    while ((n = write(fd[1], block, capacity)) > 0)
        total += n;
    printf("errno%d;cap%dPIPE_BUF%d写入%d字节\n", error, capacity, PIPE_BUF, total);
    fflush(stdout);

    if (fork() == 0) {
        getchar();
        while (read(fd[0], block, capacity) > 0)
            ;
        _exit(0);
    }
    fcntl(fd[1], F_SETFL, 0);
    if (write(fd[1], "one more", 8) == -1)
        return EXIT_FAILURE;
    wait(NULL);
    return EXIT_SUCCESS;
}
