/* SA_NOCLDWAIT without a handler; the children are other programs. */
#define _GNU_SOURCE
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

int main(void)
{
    struct sigaction how = { .sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT };
    char *line = NULL;
    size_t size = 0;
    int count = 0;

    sigaction(SIGCHLD, &how, NULL);
    for (int i = 0; i < 4; i++) {
        if (vfork() == 0) {
            if (i == 0)
                execlp("true", "true", (char *)NULL);
            else
                execlp("sleep", "sleep", "1000", (char *)NULL);
            _exit(127);
        }
    }
    while (getline(&line, &size, stdin) > 0) {
        for (char *c = line; *c; c++)
            *c = toupper(*c);
        printf("line %d: %s", ++count, line);
    }
    free(line);
    return 3;
}
