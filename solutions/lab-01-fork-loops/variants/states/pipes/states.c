/* No kill from the parent but for SIGCONT: one child ends when a pipe is closed, one when a shared flag is set. */
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    atomic_int *over = mmap(NULL, sizeof *over, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (over == MAP_FAILED || pipe(ends) == -1)
        return 1;

    pid_t reader = fork();
    if (reader == 0) {
        char byte;
        close(ends[1]);
        _exit(read(ends[0], &byte, 1) != 0);
    }
    pid_t counter = fork();
    if (counter == 0) {
        close(ends[1]);
        while (!*over)
            ;
        _exit(0);
    }
    pid_t sleeper = fork();
    if (sleeper == 0) {
        close(ends[1]);
        raise(SIGSTOP);
        _exit(0);
    }
    pid_t nobody = vfork();
    if (nobody == 0)
        _exit(0);

    printf("S=%d (reads)\nR=%d (counts)\nT=%d (stopped)\nZ=%d (ended)\nparent=%d\n", reader, counter, sleeper, nobody,
           getpid());
    char *line = NULL;
    size_t size = 0;
    if (getline(&line, &size, stdin) == -1)
        return 1;
    free(line);
    *over = 1;
    close(ends[1]);
    kill(sleeper, SIGCONT);
    int status;
    while (wait(&status) != -1)
        ;
    return 0;
}
