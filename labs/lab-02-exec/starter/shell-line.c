/*
 * shell-line: reads lines from the terminal and runs each as a command, until end of file.
 * shell-line：从终端逐行读取命令并执行，直到文件结束。
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char *line = NULL;
    size_t size = 0;

    for (;;) {
        printf("$ ");
        fflush(stdout);
        ssize_t length = getline(&line, &size, stdin);
        if (length == -1)
            break;

        // 把这一行在空白处拆成单词。空行没有单词，什么也不用做。
        // Split the line into words at its blanks. A line without words is nothing to do.

        // 在子进程中用 exec 执行它；执行不了，就报告错误。父进程等待它结束。
        // Run it in a child by exec; if that fails, report the error. The parent waits until it has ended.
    }

    putchar('\n');
    free(line);
    return EXIT_SUCCESS;
}
