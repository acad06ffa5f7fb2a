/*
 * A user of bash in a window of their own: starts a program, waits until the window shows a text, and closes
 * the window: bash-user COMMAND TEXT.
 */
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    char shown[65536] = "";
    size_t length = 0;
    int master;
    if (argc < 3)
        return 1;
    pid_t bash = forkpty(&master, NULL, NULL, NULL);
    if (bash == 0) {
        execl("/usr/bin/bash", "bash", "--norc", "--noprofile", "-i", NULL);
        _exit(1);
    }
    dprintf(master, "%s\n", argv[1]);
    while (!strstr(shown, argv[2]) && length < sizeof shown - 1) {
        ssize_t n = read(master, shown + length, sizeof shown - 1 - length);
        if (n <= 0)
            return 2;
        length += n;
        shown[length] = 0;
    }
    close(master);
    waitpid(bash, NULL, 0);
    puts("closed");
    return 0;
}
