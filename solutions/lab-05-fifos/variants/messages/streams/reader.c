/* Streams, and lines of any length by getline. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int main(int argc, char **argv)
{
    if (argc < 2 || (mkfifo(argv[1], 0666) < 0 && errno != EEXIST)) {
        perror("reader");
        return 1;
    }
    FILE *in = fopen(argv[1], "r");
    if (!in) {
        perror("fopen");
        return 1;
    }

    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    int count = 0;
    while ((length = getline(&line, &room, in)) != -1)
        printf("message %d (%zd bytes): %s", ++count, length, line);
    printf("the writer has gone after %d messages\n", count);
    free(line);
    fclose(in);
    remove(argv[1]);
    return 0;
}
