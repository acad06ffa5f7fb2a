/*
 * zombie: a child that has ended is a zombie until its parent reaps it.
 * zombie：子进程结束以后，在父进程回收它之前，是僵尸进程。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// >>> solution
/* Until Enter is typed. */
static void wait_for_enter(const char *next)
{
    int c;

    printf("Enter: %s\n", next);
    while ((c = getchar()) != '\n' && c != EOF)
        ;
}

// <<< solution
int main(void)
{
    // >>> solution
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (pid == 0)
        _exit(EXIT_SUCCESS);

    printf("parent %d, child %d\n", (int)getpid(), (int)pid);
    wait_for_enter("reap the child");

    if (waitpid(pid, NULL, 0) == -1) {
        perror("waitpid");
        return EXIT_FAILURE;
    }
    printf("reaped %d\n", (int)pid);
    wait_for_enter("end");
    // --- starter
    // fork 一个立刻结束的子进程。父进程打印两个 PID，等用户按回车：这时子进程是僵尸。
    // Fork a child that ends at once. The parent prints both PIDs and waits for Enter: the child is a zombie.

    // 按回车之后，父进程回收子进程，再等一次回车，然后结束。
    // After Enter the parent reaps the child, waits for Enter once more, and ends.
    // <<< solution

    return EXIT_SUCCESS;
}
