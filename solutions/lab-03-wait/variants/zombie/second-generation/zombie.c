/* The zombie's parent is a child itself: what is to be shown is in a process of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static void enter(const char *what)
{
    char line[16];

    printf("%s: press Enter\n", what);
    fgets(line, sizeof line, stdin);
}

static int demonstration(void)
{
    pid_t child = fork();

    if (child == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (child == 0)
        _exit(EXIT_SUCCESS);
    printf("parent %d, child %d\n", (int)getpid(), (int)child);
    enter("to reap it");
    waitpid(child, NULL, 0);
    enter("to end");
    return EXIT_SUCCESS;
}

int main(void)
{
    pid_t parent = fork();

    if (parent == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (parent == 0)
        exit(demonstration());
    waitpid(parent, NULL, 0);
    return EXIT_SUCCESS;
}
