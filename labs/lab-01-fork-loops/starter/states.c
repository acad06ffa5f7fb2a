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

// 四种状态各写一个函数：R 一直计算，S 等待，T 停住自己，Z 立刻结束。
// One function for each state: R computes without end, S waits, T stops itself, Z ends at once.

int main(void)
{
    int status = EXIT_SUCCESS;

    // 创建四个子进程，每个打印一行：它的 PID 和状态字母。
    // Make the four children, and print a line for each: its PID and the letter of its state.

    // 等待 Enter。
    // Wait for Enter.

    // 结束全部子进程并回收它们。
    // End all children and reap them.

    return status;
}
