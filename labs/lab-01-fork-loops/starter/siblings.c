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

    // 在循环中 fork CHILDREN 次。子进程打印自己的编号（1 到 3）和 PID，然后离开循环。
    // Fork CHILDREN times in a loop. A child prints its number (1 to 3) and its PID, and leaves the loop.

    // 父进程打印自己的 PID，并回收所有子进程。
    // The parent prints its PID and reaps all of its children.

    return status;
}
