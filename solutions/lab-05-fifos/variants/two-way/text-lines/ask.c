/* Lines of text in both directions, through streams. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    mkfifo(argv[1], 0666);
    mkfifo(argv[2], 0666);
    FILE *out = fopen(argv[1], "w");
    FILE *in = fopen(argv[2], "r");
    if (!out || !in) {
        perror("fopen");
        return 1;
    }
    char *line = NULL, *reply = NULL;
    size_t room = 0, more = 0;
    printf("? ");
    while (fflush(stdout), getline(&line, &room, stdin) > 0) {
        fprintf(out, "%d %s", getpid(), line);
        fflush(out);
        if (getline(&reply, &more, in) <= 0)
            break;
        printf("= %s? ", reply);
    }
    fclose(out);
    fclose(in);
    remove(argv[1]);
    remove(argv[2]);
    return 0;
}
