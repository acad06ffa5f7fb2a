/* Streams, and lines of any length by getline. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int main(int argc, char **argv)
{
    if (argc < 2 || (mkfifo(argv[1], 0666) < 0 && errno != EEXIST)) {
        perror("writer");
        return 1;
    }
    printf("waiting for the reader\n");
    FILE *out = fopen(argv[1], "w");
    if (!out) {
        perror("fopen");
        return 1;
    }
    printf("connected; one message per line, Ctrl-D to end\n");

    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) != -1) {
        fputs(line, out);
        fflush(out);
        printf("sent\n");
    }
    free(line);
    fclose(out);
    return 0;
}
