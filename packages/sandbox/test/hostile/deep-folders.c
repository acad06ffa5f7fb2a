/* Makes folders within folders with long names, deeper than any path can say, until there are no more inodes. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    char name[201];
    memset(name, 'd', sizeof name - 1);
    name[sizeof name - 1] = 0;
    for (;;)
        if (mkdir(name, 0755) != 0 || chdir(name) != 0)
            pause();
}
