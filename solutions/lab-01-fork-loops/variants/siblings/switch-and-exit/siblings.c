/* switch on fork's result, _exit in the child, output by write(2) alone, a while loop that counts down. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *who, int number)
{
    char line[64];
    snprintf(line, sizeof line, "%s%d [%d] of %d\n", who, number, (int)getpid(), (int)getppid());
    if (write(STDOUT_FILENO, line, strlen(line)) == -1)
        _exit(1);
}

int main(void)
{
    int left = 3;
    while (left > 0) {
        switch (fork()) {
        case -1:
            return 1;
        case 0:
            say("kid ", left);
            _exit(left);
        default:
            left--;
        }
    }
    for (int reaped = 0; reaped < 3; reaped++)
        wait(NULL);
    say("parent, children left: ", left);
    return 42;
}
