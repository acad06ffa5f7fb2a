#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* The example of the lecture notes, with a pipe on which the child waits. */
int main(int argc, const char *argv[])
{
    int len = 4096;
    void *ptr = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON, -1, 0);
    if (ptr == MAP_FAILED) {
        perror(argv[argc - 1]);
        exit(1);
    }
    int go[2];
    pipe(go);

    pid_t pid = fork();
    if (pid == -1) {
        perror("fork error");
        exit(1);
    }
    if (pid > 0) {
        char line[100];
        fgets(line, sizeof(line), stdin);
        strcpy((char *)ptr, line);
        write(go[1], "x", 1);
        wait(NULL);
    } else if (pid == 0) {
        char x;
        read(go[0], &x, 1);
        printf("%s \n", (char *)ptr);
    }

    munmap(ptr, len);
    return 0;
}
