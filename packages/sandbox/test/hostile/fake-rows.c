/* Puts rows of a well-made daemon into what ps prints, by newlines in its command line and in its name, and prints them too. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static char row[] = "x\n   4242       1    4242    4242 ?        Ss      1 ./ticker\n";

int main(int argc, char *argv[])
{
    char *fake[] = { row, row, NULL };
    if (argc == 1) {
        if (fork() > 0)
            return 0;
        execv("/proc/self/exe", fake);
    }
    prctl(PR_SET_NAME, "a\n 4242 1 ? S");
    fputs(row, stdout);
    (void)argv;
    for (;;)
        pause();
}
