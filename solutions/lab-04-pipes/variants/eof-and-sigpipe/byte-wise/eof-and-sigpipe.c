/* One byte at a time, both ways; helpers are kept to a minimum and everything is in main. */
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <errno.h>
#include <unistd.h>
#include <sys/wait.h>

int main(int argc, char **argv)
{
    int fd[2], i, st;
    pid_t p;

    if (pipe(fd) < 0) { perror("pipe"); return 1; }
    for (i = 1; i < argc; i++) {
        p = fork();
        if (p < 0) { perror("fork"); return 1; }
        if (p == 0)
            break;
    }
    if (i < argc) {
        int n = atoi(argv[i]);
        close(fd[0]);
        while (n-- > 0)
            if (write(fd[1], "a", 1) != 1)
                return 2;
        return 0;
    }

    close(fd[1]);
    char c;
    int total = 0, r;
    do {
        r = read(fd[0], &c, 1);
        if (r == 1)
            total++;
    } while (r > 0);
    if (r == 0)
        printf("EOF after %d bytes\n", total);
    close(fd[0]);

    int dead[2];
    pipe(dead);
    close(dead[0]);
    p = fork();
    if (p == 0) {
        write(dead[1], "a", 1);
        printf("still here?!\n");
        return 0;
    }
    while ((i = wait(&st)) > 0) {
        if (i == p)
            printf("%d: status %#x, signal %d\n", i, st, st & 0x7f);
    }

    p = fork();
    if (p == 0) {
        signal(SIGPIPE, SIG_IGN);
        if (write(dead[1], "a", 1) < 0 && errno == EPIPE)
            printf("EPIPE\n");
        return 0;
    }
    wait(&st);
    return 0;
}
