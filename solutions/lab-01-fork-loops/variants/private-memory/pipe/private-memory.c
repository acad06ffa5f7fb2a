/* Nobody is killed: the child waits for the end of a pipe, and writes to the file only then. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int number;

int main(void)
{
    int file = open("offset.txt", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0644), ends[2];
    int value = number = getpid();
    int *pointer = malloc(sizeof *pointer);
    *pointer = value;
    if (file == -1 || pipe(ends) == -1)
        return 1;

    int child = fork();
    if (child == 0)
        number = value = *pointer = getpid();
    const char *who = child == 0 ? "child " : "parent";
    printf("%s &number=%p number=%d\r\n", who, (void *)&number, number);
    printf("%s &value=%p value=%d\r\n", who, (void *)&value, value);
    printf("%s pointer=%p *pointer=%d\r\n", who, (void *)pointer, *pointer);
    if (child == 0) {
        char byte;
        close(ends[1]);
        exit(read(ends[0], &byte, 1) != 0 || dprintf(file, "child %d\n", getpid()) < 0);
    }

    char line[10];
    if (read(0, line, sizeof line) < 1)
        return 1;
    close(ends[1]);
    int status;
    if (waitpid(-1, &status, 0) != child || status != 0)
        return 1;
    printf("the file offset is %jd already\n", (__intmax_t)lseek(file, 0, SEEK_CUR));
    dprintf(file, "parent %d\n", getpid());
    exit(0);
}
