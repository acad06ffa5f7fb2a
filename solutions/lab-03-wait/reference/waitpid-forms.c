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

// >>> solution
/* Reaps one child and says which: the argument first, then what waitpid returned. */
static pid_t reap(pid_t which)
{
    pid_t pid = waitpid(which, NULL, 0);
    if (pid > 0)
        printf("waitpid(%d) = %d\n", (int)which, (int)pid);
    return pid;
}
// <<< solution

int main(void)
{
    int status = EXIT_SUCCESS;

    // >>> solution
    pid_t children[CHILDREN];
    pid_t group = 0;

    for (int i = 0; i < CHILDREN; i++) {
        pid_t pid = fork();
        if (pid == -1) {
            perror("fork");
            return EXIT_FAILURE;
        }
        if (pid == 0) {
            /* Where group is still 0 the child becomes the leader of a new group: setpgid(0, 0). */
            if (i >= STAYING)
                setpgid(0, group);
            _exit(EXIT_SUCCESS);
        }
        if (i >= STAYING) {
            if (group == 0)
                group = pid;
            /* Nobody knows who runs first, so that parent and child both do it. */
            setpgid(pid, group);
        }
        children[i] = pid;
    }

    if (reap(children[1]) == -1 || reap(0) == -1 || reap(-group) == -1) {
        perror("waitpid");
        status = EXIT_FAILURE;
    }

    /* One call reaps one child: go on until ECHILD says that none is left. */
    while (reap(-1) > 0)
        ;
    // --- starter
    // 依次创建 5 个子进程，每个都立刻结束。前 3 个留在父进程的进程组里；
    // 第 4 个建立一个新的进程组，第 5 个加入它（setpgid）。
    // Make five children, one after the other; each ends at once. The first three stay in the parent's process
    // group, the fourth becomes the leader of a new one, the fifth joins it (setpgid).

    // 回收：第 2 个按 PID，再用 0，再用 -进程组，最后用 -1 回收其余的。每次打印参数和返回值。
    // Reap: the second by its PID, then with 0, then with -group, at last with -1 until none is left.
    // Print argument and result each time.
    // <<< solution

    return status;
}
