/*
 * {{exercise}}: the parent makes one child and reaps it.
 * {{exercise}}：父进程创建一个子进程，并回收它。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    // >>> solution
    pid_t child = fork();
    if (child == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (child == 0) {
        printf("child: pid %d\n", (int)getpid());
        exit(EXIT_SUCCESS);
    }

    /* Until it is waited for, a child that has ended stays a zombie. */
    if (waitpid(child, NULL, 0) == -1) {
        perror("waitpid");
        return EXIT_FAILURE;
    }
    // --- starter
    // 创建一个子进程，等它结束。
    // Make one child and wait until it has ended.
    // <<< solution

    return EXIT_SUCCESS;
}
