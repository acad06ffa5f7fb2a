/* Each child says itself what it is going to be; the whole group is ended by one kill, which its maker survives. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(char letter)
{
    char line[64];
    snprintf(line, sizeof line, "[%d] %c\n", (int)getpid(), letter);
    if (write(STDOUT_FILENO, line, strlen(line)) == -1)
        _exit(1);
}

static int child(int which)
{
    say("SZRT"[which]);
    if (which == 0)
        pause();
    if (which == 2)
        for (;;)
            ;
    if (which == 3)
        raise(SIGTTOU);
    return which;
}

int main(void)
{
    for (int which = 0; which < 4; which++) {
        pid_t pid = fork();
        if (pid == -1)
            return 1;
        if (pid == 0)
            return child(which);
    }
    char enter;
    if (read(STDIN_FILENO, &enter, 1) != 1)
        return 1;
    signal(SIGTERM, SIG_IGN);
    kill(0, SIGTERM);
    kill(0, SIGCONT);
    /* From here on the kernel reaps; the zombie from before is still ours to wait for. */
    signal(SIGCHLD, SIG_IGN);
    while (wait(NULL) != -1)
        ;
    return 0;
}
