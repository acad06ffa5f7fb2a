/*
 * ps-grep: a second thread of the parent becomes grep. exec replaces the whole process, all its threads (execve(2)), once
 * the others are gone: it keeps its pid.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int ends[2];

static void *become_grep(void *unused)
{
    (void)unused;
    if (dup2(ends[0], STDIN_FILENO) == -1)
        _exit(EXIT_FAILURE);
    close(ends[0]);
    close(ends[1]);
    execlp("grep", "grep", "bash", "--color=auto", "-n", (char *)NULL);
    _exit(127);
}

int main(void)
{
    if (pipe(ends) == -1) {
        perror("pipe");
        return EXIT_FAILURE;
    }

    pid_t child = fork();
    if (child == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (child == 0) {
        if (dup2(ends[1], STDOUT_FILENO) == -1)
            _exit(EXIT_FAILURE);
        close(ends[0]);
        close(ends[1]);
        execlp("ps", "ps", "axu", (char *)NULL);
        _exit(127);
    }

    pthread_t thread;
    if (pthread_create(&thread, NULL, become_grep, NULL) != 0)
        return EXIT_FAILURE;
    pthread_join(thread, NULL);
    return EXIT_FAILURE;
}
