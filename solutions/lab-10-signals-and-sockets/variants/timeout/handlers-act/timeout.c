/* The handlers do it all by write and _exit, which are safe there; so read may be restarted. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

static const char question[] = "? ";

static void time_is_up(int sig)
{
    (void)sig;
    _exit(write(1, "\ntime is up\n", 12) < 0 ? 1 : 2);
}

static void ask(int sig)
{
    (void)sig;
    if (write(1, question, sizeof question - 1) < 0)
        _exit(1);
}

int main(int argc, char *argv[])
{
    char c;
    ssize_t n;
    struct itimerval t = { { 0, 0 }, { argc > 1 ? atoi(argv[1]) : 1, 0 } }, off = { { 0, 0 }, { 0, 0 } };

    signal(SIGALRM, time_is_up);
    signal(SIGUSR1, ask);
    setitimer(ITIMER_REAL, &t, NULL);
    ask(0);
    n = read(0, &c, 1);
    if (n == 0)
        _exit(3);
    setitimer(ITIMER_REAL, &off, NULL);
    while (n == 1) {
        putchar(c);
        if (c == '\n')
            break;
        n = read(0, &c, 1);
    }
    puts("more?");
    while (read(0, &c, 1) == 1 && c != '\n')
        ;
    return 0;
}
