/* As a real shell does it: each command is a process group of its own and has the terminal while it runs. */
#define _GNU_SOURCE
#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char *line = NULL, *save;
    size_t size = 0;

    signal(SIGTTOU, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    while (dprintf(2, "%d%% ", (int)getpid()), getline(&line, &size, stdin) != -1) {
        char **argv = calloc(strlen(line) / 2 + 2, sizeof *argv);
        size_t argc = 0;
        for (char *rest = line; (argv[argc] = strtok_r(rest, " \f\n\r\t\v", &save)) != NULL; rest = NULL)
            argc++;
        if (argc > 0) {
            int status = 0;
            pid_t pid = fork();
            if (pid == -1)
                err(1, "fork");
            if (pid == 0) {
                setpgid(0, 0);
                tcsetpgrp(STDIN_FILENO, getpid());
                signal(SIGTTOU, SIG_DFL);
                signal(SIGINT, SIG_DFL);
                execvp(argv[0], argv);
                warn("%s", argv[0]);
                _exit(127);
            }
            setpgid(pid, pid);
            tcsetpgrp(STDIN_FILENO, pid);
            while (waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status))
                kill(-pid, SIGCONT);
            tcsetpgrp(STDIN_FILENO, getpgrp());
            if (WIFSIGNALED(status))
                warnx("%s: %s", argv[0], strsignal(WTERMSIG(status)));
        }
        free(argv);
    }
    return 0;
}
