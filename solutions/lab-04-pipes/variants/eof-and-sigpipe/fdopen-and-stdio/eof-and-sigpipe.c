/* stdio on both ends; SIGPIPE and EPIPE come when fflush writes. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *why) { perror(why); exit(1); }

int main(int argc, char *argv[])
{
    int ends[2];
    if (pipe(ends) != 0) die("pipe");
    for (int i = 1; i < argc; ++i) {
        pid_t pid = fork();
        if (pid < 0) die("fork");
        if (!pid) {
            close(ends[0]);
            FILE *out = fdopen(ends[1], "w");
            for (long n = atol(argv[i]); n > 0; --n)
                putc('0' + n % 10, out);
            fclose(out);
            _exit(0);
        }
    }
    close(ends[1]);
    FILE *in = fdopen(ends[0], "r");
    long n = 0;
    while (getc(in) != EOF)
        n++;
    if (feof(in))
        fprintf(stderr, "feof: %ld\n", n);
    fclose(in);

    for (int ignoring = 0; ignoring < 2; ++ignoring) {
        if (pipe(ends) != 0) die("pipe");
        close(ends[0]);
        pid_t pid = fork();
        if (pid < 0) die("fork");
        if (!pid) {
            if (ignoring)
                signal(SIGPIPE, SIG_IGN);
            FILE *out = fdopen(ends[1], "w");
            fputs("to nobody\n", out);
            if (fflush(out) == EOF)
                fprintf(stderr, "fflush: errno %d, %s\n", errno, strerror(errno));
            _exit(7);
        }
        close(ends[1]);
    }

    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, 0)) != -1)
        if (WIFSIGNALED(status))
            fprintf(stderr, "%ld: SIGPIPE? %s\n", (long)pid, WTERMSIG(status) == SIGPIPE ? "SIGPIPE." : "no");
    return 0;
}
