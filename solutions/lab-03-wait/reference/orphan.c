/*
 * orphan: a child outlives its parent and sees its PPID change.
 * orphan：子进程比父进程活得久，看到自己的 PPID 变了。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

int main(void)
{
    // >>> solution
    /* Known before fork: by the time the child could ask for it, the parent may be gone. */
    const pid_t parent = getpid();

    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (pid > 0)
        return EXIT_SUCCESS;

    printf("child %d: my parent is %d\n", (int)getpid(), (int)parent);
    while (getppid() == parent)
        usleep(10 * 1000);
    printf("child %d: now my parent is %d\n", (int)getpid(), (int)getppid());

    /* Stay, to be looked at with ps. SIGTERM ends it: nobody handles that here. */
    pause();
    // --- starter
    // fork 之后父进程结束。子进程打印原来父进程的 PID，等到父进程真的结束，再打印 getppid()。
    // fork, then let the parent end. The child prints the PID of its parent, waits until that has really
    // ended, and prints getppid() again.

    // 然后子进程留在那里，直到收到 SIGTERM。
    // Then the child stays until it gets SIGTERM.
    // <<< solution

    return EXIT_SUCCESS;
}
