/*
 * zombie: a child that has ended is a zombie until its parent reaps it.
 * zombie：子进程结束以后，在父进程回收它之前，是僵尸进程。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    // fork 一个立刻结束的子进程。父进程打印两个 PID，等用户按回车：这时子进程是僵尸。
    // Fork a child that ends at once. The parent prints both PIDs and waits for Enter: the child is a zombie.

    // 按回车之后，父进程回收子进程，再等一次回车，然后结束。
    // After Enter the parent reaps the child, waits for Enter once more, and ends.

    return EXIT_SUCCESS;
}
