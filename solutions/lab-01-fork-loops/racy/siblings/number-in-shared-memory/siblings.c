/* How many there are is counted in memory that all share; which of them it is, a child knows by its own copy. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int *made = mmap(NULL, sizeof *made, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (made == MAP_FAILED) {
        perror("mmap");
        return EXIT_FAILURE;
    }
    while (*made < 3) {
        int number = ++*made;
        pid_t pid = fork();
        if (pid == -1) {
            perror("fork");
            return EXIT_FAILURE;
        }
        if (pid == 0) {
            printf("child %d: pid %d\n", number, (int)getpid());
            exit(EXIT_SUCCESS);
        }
    }
    printf("parent: pid %d\n", (int)getpid());
    while (wait(NULL) > 0)
        ;
    return EXIT_SUCCESS;
}
