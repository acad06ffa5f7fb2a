/* wordexp splits; SIGCHLD is blocked and a handler reaps, while sigsuspend waits; the child execs with execve's friends. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wordexp.h>

static volatile sig_atomic_t running;

static void reap(int signal)
{
    int saved = errno;
    (void)signal;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        running = 0;
    errno = saved;
}

int main(void)
{
    sigset_t child, none;
    char *line = NULL;
    size_t room = 0;

    sigemptyset(&none);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    signal(SIGCHLD, reap);

    while (getline(&line, &room, stdin) > 0) {
        wordexp_t expanded;
        line[strcspn(line, "\n")] = '\0';
        if (wordexp(line, &expanded, WRDE_NOCMD) != 0) {
            fprintf(stderr, "cannot read this line\n");
            continue;
        }
        if (expanded.we_wordc > 0) {
            running = 1;
            pid_t pid = fork();
            if (pid == 0) {
                sigprocmask(SIG_SETMASK, &none, NULL);
                execvpe(expanded.we_wordv[0], expanded.we_wordv, environ);
                fprintf(stderr, "%s\n", strerrordesc_np(errno));
                _exit(1);
            }
            while (pid > 0 && running)
                sigsuspend(&none);
        }
        wordfree(&expanded);
    }
    free(line);
    exit(EXIT_SUCCESS);
}
