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

// >>> solution
/* Splits a line at its blanks, in place. The list of its words ends with NULL. */
static size_t split(char *line, char *words[])
{
    size_t count = 0;
    for (char *word = strtok(line, " \t\n"); word != NULL; word = strtok(NULL, " \t\n"))
        words[count++] = word;
    words[count] = NULL;
    return count;
}

/* Runs a command in a child and waits until it has ended. */
static void run(char *words[])
{
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        return;
    }
    if (pid == 0) {
        execvp(words[0], words);
        perror(words[0]);
        /* Without this there would be two shells at one terminal. */
        _exit(127);
    }
    waitpid(pid, NULL, 0);
}
// --- starter
// <<< solution

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

        // >>> solution
        /* No line has more words than characters; one place more is for the NULL. */
        char **words = malloc(((size_t)length + 1) * sizeof *words);
        if (words == NULL) {
            perror("malloc");
            return EXIT_FAILURE;
        }
        if (split(line, words) > 0)
            run(words);
        free(words);
        // --- starter
        // 把这一行在空白处拆成单词。空行没有单词，什么也不用做。
        // Split the line into words at its blanks. A line without words is nothing to do.

        // 在子进程中用 exec 执行它；执行不了，就报告错误。父进程等待它结束。
        // Run it in a child by exec; if that fails, report the error. The parent waits until it has ended.
        // <<< solution
    }

    putchar('\n');
    free(line);
    return EXIT_SUCCESS;
}
