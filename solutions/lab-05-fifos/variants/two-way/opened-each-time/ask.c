/* The FIFO of the answers is opened for each answer, which is there until its end. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int make(const char *name)
{
    return mknod(name, S_IFIFO | 0600, 0) == 0 || errno == EEXIST;
}

int main(int argc, char *argv[])
{
    char line[256], request[300], byte;

    if (argc < 3 || !make(argv[1]) || !make(argv[2]))
        return 1;
    int out = open(argv[1], O_WRONLY);
    while (fgets(line, sizeof line, stdin)) {
        snprintf(request, sizeof request, "%d:%s", (int)getpid(), line);
        write(out, request, strlen(request));
        int in = open(argv[2], O_RDONLY);
        while (read(in, &byte, 1) == 1)
            putchar(byte);
        putchar('\n');
        fflush(stdout);
        close(in);
    }
    close(out);
    return 0;
}
