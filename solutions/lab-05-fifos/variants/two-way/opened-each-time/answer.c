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
    char line[300], reply[330];
    int pid;

    if (argc < 3 || !make(argv[1]) || !make(argv[2]))
        return 1;
    FILE *in = fopen(argv[1], "r");
    while (fscanf(in, "%d:%299[^\n]", &pid, line) == 2) {
        fprintf(stderr, "[%d] %s\n", pid, line);
        for (size_t i = 0; i < strlen(line); i++)
            if (line[i] >= 'a' && line[i] <= 'z')
                line[i] -= 'a' - 'A';
        int out = open(argv[2], O_WRONLY);
        snprintf(reply, sizeof reply, "%d: %s", (int)getpid(), line);
        write(out, reply, strlen(reply));
        close(out);
    }
    fclose(in);
    unlink(argv[1]);
    unlink(argv[2]);
    return 0;
}
