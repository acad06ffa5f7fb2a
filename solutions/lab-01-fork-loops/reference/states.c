/*
 * states: four children that ps shows at the same moment as R, S, T and Z; Enter ends them.
 * states：四个子进程，ps 同时看到的状态是 R、S、T、Z；按 Enter 后全部结束。
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// >>> solution
static void compute(void)
{
    for (;;)
        ;
}

static void wait_for_a_signal(void)
{
    for (;;)
        pause();
}

static void stop(void)
{
    for (;;)
        raise(SIGSTOP);
}

/* Once it has ended it is a zombie until its parent reaps it. */
static void end(void)
{
    _exit(EXIT_SUCCESS);
}

static struct {
    char state;
    void (*live)(void);
    pid_t pid;
} children[] = {
    { 'R', compute, 0 },
    { 'S', wait_for_a_signal, 0 },
    { 'T', stop, 0 },
    { 'Z', end, 0 },
};

enum { CHILDREN = sizeof children / sizeof children[0] };
// --- starter
// 四种状态各写一个函数：R 一直计算，S 等待，T 停住自己，Z 立刻结束。
// One function for each state: R computes without end, S waits, T stops itself, Z ends at once.
// <<< solution

int main(void)
{
    int status = EXIT_SUCCESS;

    // >>> solution
    int made = 0;
    for (; made < CHILDREN; made++) {
        pid_t pid = fork();
        if (pid == -1) {
            perror("fork");
            status = EXIT_FAILURE;
            break;
        }
        if (pid == 0)
            children[made].live();
        children[made].pid = pid;
        printf("%c: pid %d\n", children[made].state, (int)pid);
    }

    getchar();

    /* SIGKILL ends a stopped process too; SIGTERM would only stay pending until SIGCONT. */
    for (int i = 0; i < made; i++)
        kill(children[i].pid, SIGKILL);
    while (wait(NULL) > 0)
        ;
    // --- starter
    // 创建四个子进程，每个打印一行：它的 PID 和状态字母。
    // Make the four children, and print a line for each: its PID and the letter of its state.

    // 等待 Enter。
    // Wait for Enter.

    // 结束全部子进程并回收它们。
    // End all children and reap them.
    // <<< solution

    return status;
}
