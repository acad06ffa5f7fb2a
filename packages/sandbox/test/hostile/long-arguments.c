/* Blinds ps by the length of what it would have to print: many processes with command lines of almost two megabytes. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    static char word[100001];
    char *long_argv[20] = { argv[0] };
    if (argc > 1)
        for (;;)
            pause();
    memset(word, 'x', sizeof word - 1);
    for (int i = 1; i < 19; i++)
        long_argv[i] = word;
    for (int i = 0; i < 60 && fork() == 0; i++)
        ;
    execv("/proc/self/exe", long_argv);
    return 1;
}
