/* scanf for the line, a state machine for the words, and a search along PATH of its own; vfork. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void attempt(char **argv)
{
    char path[1024];
    const char *folder = getenv("PATH");

    if (strchr(argv[0], '/') != NULL) {
        execv(argv[0], argv);
        return;
    }
    while (folder != NULL && *folder != '\0') {
        int length = (int)strcspn(folder, ":");
        snprintf(path, sizeof path, "%.*s/%s", length, folder, argv[0]);
        execv(path, argv);
        if (errno != ENOENT && errno != ENOTDIR)
            return;
        folder += length + (folder[length] == ':');
    }
    errno = ENOENT;
}

int main(void)
{
    static char line[1001];
    char *words[501];

    for (;;) {
        line[0] = '\0';
        printf("> ");
        int got = scanf("%1000[^\n]", line);
        if (got == EOF || getchar() == EOF)
            break;

        int count = 0, inside = 0;
        for (char *at = line; *at != '\0'; at++) {
            if (isspace((unsigned char)*at)) {
                *at = '\0';
                inside = 0;
            } else if (!inside) {
                words[count++] = at;
                inside = 1;
            }
        }
        words[count] = (char *)0;
        if (!count)
            continue;

        pid_t pid = vfork();
        if (pid == 0) {
            attempt(words);
            const char *why = strerror(errno);
            write(2, why, strlen(why));
            write(2, "\n", 1);
            _exit(127);
        }
        int status;
        while (waitpid(-1, &status, 0) != pid)
            ;
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
            printf("status %d\n", WEXITSTATUS(status));
    }
    return 0;
}
