// The child asks for its PPID twice; the parent stays until the first answer is there.
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static volatile sig_atomic_t ended;

static void on_term(int signo)
{
    (void)signo;
    ended = 1;
}

int main()
{
    int ready[2];
    if (pipe(ready) < 0) {
        perror("pipe");
        return 1;
    }
    pid_t child = fork();
    if (child < 0) {
        perror("fork");
        return 1;
    }
    if (child > 0) {
        char byte;
        close(ready[1]);
        read(ready[0], &byte, 1);
        fprintf(stderr, "parent %d ends, child %d goes on\n", getpid(), child);
        return 0;
    }

    signal(SIGTERM, on_term);
    pid_t before = getppid();
    printf("\033[32mPPID = %d\033[0m\n", before);
    fflush(stdout);
    write(ready[1], "x", 1);
    bool same = true;
    while (same) {
        usleep(5000);
        same = getppid() == before;
    }
    printf("\033[31mPPID = %d\033[0m\n", getppid());
    while (!ended)
        sleep(1);
    printf("got SIGTERM\n");
    return 0;
}
