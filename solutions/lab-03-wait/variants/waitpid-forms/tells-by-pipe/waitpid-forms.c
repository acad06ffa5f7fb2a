/* Only the children call setpgid; each says through a pipe that it has done so, and the parent listens first. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t make(int news[2], int moved, pid_t group)
{
    char done = 'x';
    pid_t pid = fork();
    if (pid == 0) {
        if (moved && setpgid(0, group) == -1)
            _exit(1);
        _exit(write(news[1], &done, 1) == 1 ? 0 : 2);
    }
    if (pid > 0 && read(news[0], &done, 1) != 1)
        perror("read");
    return pid;
}

static int take(pid_t who)
{
    int status;
    pid_t pid;
    do
        pid = waitpid(who, &status, 0);
    while (pid == -1 && errno == EINTR);
    if (pid == -1)
        return 0;
    printf("\033[1masked for %d, got %d\033[0m\n", (int)who, (int)pid);
    return 1;
}

int main(void)
{
    int news[2];
    if (pipe(news) == -1) {
        perror("pipe");
        return 1;
    }
    pid_t a = make(news, 0, 0), b = make(news, 0, 0), c = make(news, 0, 0);
    pid_t d = make(news, 1, 0), e = make(news, 1, d);
    printf("made %d %d %d %d %d\n", a, b, c, d, e);

    take(b);
    take(-d);
    take(0);
    for (int left = 2; left > 0; left--)
        take(-1);
    return 0;
}
