/* The line is put into the mapping byte by byte, as it comes from the terminal; a flag of its own says that it is there. */
#define _GNU_SOURCE
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct letter {
    atomic_int complete;
    char text[128];
};

int main(void)
{
    volatile struct letter *letter =
        mmap(NULL, sizeof *letter, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (letter == MAP_FAILED)
        return EXIT_FAILURE;
    pid_t pid = fork();
    if (pid == -1)
        return EXIT_FAILURE;
    if (pid == 0) {
        while (!letter->complete)
            poll(NULL, 0, 100);
        printf("child: %s\n", (const char *)letter->text);
        return EXIT_SUCCESS;
    }
    for (size_t i = 0; i < sizeof letter->text - 1; i++) {
        char byte;
        if (read(STDIN_FILENO, &byte, 1) != 1 || byte == '\n')
            break;
        letter->text[i] = byte;
    }
    letter->complete = 1;
    wait(NULL);
    munmap((void *)letter, sizeof *letter);
    return EXIT_SUCCESS;
}
