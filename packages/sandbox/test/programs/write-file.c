/* Writes a line into each file that it is given, as a program of the lecture notes would. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char *argv[])
{
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "w");
        int written = file && fputs("written\n", file) >= 0;
        if (file && fclose(file) != 0)
            written = 0;
        printf("%s %s\n", argv[i], written ? "written" : strerrorname_np(errno));
    }
    return 0;
}
