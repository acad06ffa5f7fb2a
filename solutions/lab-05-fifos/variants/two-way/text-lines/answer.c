/* Lines of text in both directions, through streams. */
#define _GNU_SOURCE
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    mkfifo(argv[1], 0666);
    mkfifo(argv[2], 0666);
    FILE *in = fopen(argv[1], "r");
    FILE *out = fopen(argv[2], "w");
    if (!in || !out) {
        perror("fopen");
        return 1;
    }
    setvbuf(out, NULL, _IOLBF, 0);
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, in) > 0) {
        char *text = strchr(line, ' ') + 1;
        printf("客户 %d：%s", atoi(line), text);
        for (int i = 0; text[i]; i++)
            text[i] = toupper(text[i]);
        text[strlen(text) - 1] = 0;
        fprintf(out, "%s (server %d)\n", text, getpid());
    }
    fclose(in);
    fclose(out);
    return 0;
}
