/*
 * waitpid-forms: five children in two process groups, reaped with each form of waitpid's first argument.
 * waitpid-forms：五个子进程分在两个进程组里，用 waitpid 第一个参数的四种形式回收。
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 5, STAYING = 3 };

int main(void)
{
    int status = EXIT_SUCCESS;

    // 依次创建 5 个子进程，每个都立刻结束。前 3 个留在父进程的进程组里；
    // 第 4 个建立一个新的进程组，第 5 个加入它（setpgid）。
    // Make five children, one after the other; each ends at once. The first three stay in the parent's process
    // group, the fourth becomes the leader of a new one, the fifth joins it (setpgid).

    // 回收：第 2 个按 PID，再用 0，再用 -进程组，最后用 -1 回收其余的。每次打印参数和返回值。
    // Reap: the second by its PID, then with 0, then with -group, at last with -1 until none is left.
    // Print argument and result each time.

    return status;
}
