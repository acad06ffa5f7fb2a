/* The group is asked for first. Who is in it stays for a moment. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 5, STAYING = 3 };

static pid_t reap(pid_t which)
{
    pid_t pid = waitpid(which, NULL, 0);
    if (pid > 0)
        printf("waitpid(%d): %d\n", (int)which, (int)pid);
    return pid;
}

int main(void)
{
    pid_t children[CHILDREN], leader = 0;

    for (int i = 0; i < CHILDREN; i++) {
        children[i] = fork();
        if (children[i] == -1) {
            perror("fork");
            return EXIT_FAILURE;
        }
        if (children[i] == 0) {
            if (i == STAYING)
                setpgid(0, 0);
            if (i >= STAYING)
                usleep(100 * 1000);
            _exit(EXIT_SUCCESS);
        }
        if (i == STAYING) {
            leader = children[i];
            /* It does so itself, too; nobody knows which of the two comes first. */
            setpgid(leader, leader);
        }
        if (i > STAYING)
            setpgid(children[i], leader);
    }
    reap(-leader);
    reap(children[1]);
    reap(0);
    while (reap(-1) > 0)
        ;
    return EXIT_SUCCESS;
}
