/* A child works on each request. */
#include <ctype.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    char request[400];
    ssize_t n;
    (void)argc;
    mkfifo(argv[1], S_IRUSR | S_IWUSR);
    mkfifo(argv[2], S_IRUSR | S_IWUSR);
    int in = open(argv[1], O_RDONLY);
    int out = open(argv[2], O_WRONLY);
    while ((n = read(in, request, sizeof request - 1)) > 0) {
        request[n] = 0;
        pid_t worker = fork();
        if (worker == 0) {
            char *text = strchr(request, ' ') + 1;
            text[strcspn(text, "\n")] = 0;
            printf("worker %d for client %d: %s\n", getpid(), atoi(request), text);
            for (char *c = text; *c; c++)
                *c = toupper(*c);
            dprintf(out, "server %d: %s", getppid(), text);
            exit(0);
        }
        waitpid(worker, NULL, 0);
    }
    remove(argv[1]);
    remove(argv[2]);
    return 0;
}
