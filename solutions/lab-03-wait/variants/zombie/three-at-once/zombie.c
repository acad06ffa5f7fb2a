#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *text, int number)
{
    char line[80];
    snprintf(line, sizeof line, "%s %d\n", text, number);
    write(1, line, strlen(line));
}

int main(void)
{
    char byte;
    siginfo_t info;

    for (int i = 0; i < 3; i++) {
        pid_t pid = fork();
        if (pid == 0)
            return i;
        say("child", pid);
    }
    say("parent", getpid());

    while (read(0, &byte, 1) == 1 && byte != '\n')
        ;
    while (waitid(P_ALL, 0, &info, WEXITED) == 0)
        say("reaped", info.si_pid);
    while (read(0, &byte, 1) == 1 && byte != '\n')
        ;
    return 0;
}
