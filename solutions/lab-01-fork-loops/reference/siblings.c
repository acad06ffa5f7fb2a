/*
 * siblings: one parent makes three children in a loop; nobody has grandchildren.
 * siblings：一个父进程在循环中创建三个子进程，没有孙子进程。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 3 };

int main(void)
{
    int status = EXIT_SUCCESS;

    // >>> solution
    for (int number = 1; number <= CHILDREN; number++) {
        pid_t pid = fork();
        if (pid == -1) {
            perror("fork");
            status = EXIT_FAILURE;
            break;
        }
        if (pid == 0) {
            printf("child %d: pid %d\n", number, (int)getpid());
            /* A child that stays in the loop forks children of its own. */
            exit(EXIT_SUCCESS);
        }
    }

    printf("parent: pid %d\n", (int)getpid());

    /* One wait reaps one child, whichever ends first. It fails with ECHILD once none is left. */
    while (wait(NULL) > 0)
        ;
    // --- starter
    // 在循环中 fork CHILDREN 次。子进程打印自己的编号（1 到 3）和 PID，然后离开循环。
    // Fork CHILDREN times in a loop. A child prints its number (1 to 3) and its PID, and leaves the loop.

    // 父进程打印自己的 PID，并回收所有子进程。
    // The parent prints its PID and reaps all of its children.
    // <<< solution

    return status;
}
