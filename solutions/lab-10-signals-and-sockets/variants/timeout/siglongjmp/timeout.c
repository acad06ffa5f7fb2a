/* The handler jumps out of the read: then it does not matter whether the alarm comes just before it. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sigjmp_buf out;

static void expired(int signo)
{
    siglongjmp(out, signo);
}

static void say(const char *text)
{
    if (write(STDOUT_FILENO, text, strlen(text)) < 0)
        _exit(1);
}

static void remind(int signo)
{
    (void)signo;
    say("\nstill waiting: ");
}

int main(int argc, char *argv[])
{
    static char reply[512];
    ssize_t n;

    if (argc < 2)
        return 1;
    signal(SIGUSR1, remind);
    signal(SIGALRM, expired);
    if (sigsetjmp(out, 1) != 0) {
        say("\ntoo late\n");
        return 2;
    }
    say("name? ");
    alarm((unsigned)atoi(argv[1]));
    n = read(STDIN_FILENO, reply, sizeof reply - 1);
    alarm(0);
    if (n < 0) {
        perror("read");
        return 1;
    }
    if (n == 0)
        return 3;
    reply[n] = '\0';
    say("you are ");
    say(reply);
    say("anything else? ");
    n = read(STDIN_FILENO, reply, sizeof reply - 1);
    return n < 0;
}
