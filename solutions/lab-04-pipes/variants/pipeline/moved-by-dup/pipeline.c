/* close and dup in the parent itself: its own 0 is the input of the next child. Polls for its children. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int terminal = dup(0);
    fcntl(terminal, F_SETFD, FD_CLOEXEC);
    for (int i = 1; i < argc; i++) {
        int fd[2] = { -1, -1 };
        if (i + 1 < argc) {
            if (pipe(fd) == -1)
                return 1;
            fcntl(fd[0], F_SETFD, FD_CLOEXEC);
        }
        pid_t pid = fork();
        if (pid == 0) {
            char *words[64] = { 0 };
            int k = 0;
            for (char *word = strtok(argv[i], " "); word; word = strtok(NULL, " "))
                words[k++] = word;
            if (fd[1] >= 0) {
                close(1);
                dup(fd[1]);
                close(fd[1]);
            }
            execvp(words[0], words);
            perror(words[0]);
            _exit(1);
        }
        close(0);
        if (fd[0] >= 0) {
            dup(fd[0]);
            close(fd[0]);
            close(fd[1]);
        }
    }
    dup(terminal);
    pid_t pid;
    while ((pid = waitpid(-1, NULL, WNOHANG)) != -1)
        if (pid == 0)
            usleep(20000);
    return 0;
}
