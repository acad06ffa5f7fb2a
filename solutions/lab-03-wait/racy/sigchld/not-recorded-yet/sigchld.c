/* The handler asks for each child that is on record. */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 4 };

static volatile pid_t children[CHILDREN];

static void reap(int signal_number)
{
    int saved = errno;

    (void)signal_number;
    for (int i = 0; i < CHILDREN; i++)
        if (children[i] > 0 && waitpid(children[i], NULL, WNOHANG) > 0)
            children[i] = 0;
    errno = saved;
}

int main(void)
{
    struct sigaction action = { .sa_handler = reap, .sa_flags = SA_RESTART };
    sigset_t held_back, before;
    char line[256];

    sigaction(SIGCHLD, &action, NULL);
    sigemptyset(&held_back);
    sigaddset(&held_back, SIGCHLD);
    for (int i = 0; i < CHILDREN; i++) {
        /* A child may have ended before fork returns: the handler has to wait until it is on record. */
        sigprocmask(SIG_BLOCK, &held_back, &before);
        pid_t pid = children[i] = fork();
        sigprocmask(SIG_SETMASK, &before, NULL);
        if (pid == -1) {
            perror("fork");
            return EXIT_FAILURE;
        }
        if (pid == 0) {
            if (i == 0)
                _exit(EXIT_SUCCESS);
            for (;;)
                pause();
        }
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        for (char *c = line; *c != '\0'; c++)
            *c = (char)toupper((unsigned char)*c);
        fputs(line, stdout);
    }
    return EXIT_SUCCESS;
}
