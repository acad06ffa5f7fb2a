/*
 * pipeline: joins its arguments, one command each, by pipes: ./pipeline "ls -l" "grep x" "wc -l"
 * pipeline：每个参数是一条命令，用管道把它们连起来：./pipeline "ls -l" "grep x" "wc -l"
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WORDS = 64 };

/*
 * Cuts a command at its blanks into words, with the NULL that exec wants behind the last.
 * 把一条命令在空格处切成单词，最后一个后面是 exec 所要的 NULL。
 */
static void split(char *command, char *words[])
{
    int count = 0;
    for (char *word = strtok(command, " "); word && count < MOST_WORDS - 1; word = strtok(NULL, " "))
        words[count++] = word;
    words[count] = NULL;
}

int main(int argc, char *argv[])
{
    int status = EXIT_SUCCESS;

    // >>> solution
    /* Where the next command reads from: the pipe that the one before it writes to. */
    int input = STDIN_FILENO;
    for (int i = 1; i < argc; i++) {
        bool last = i == argc - 1;
        int fd[2];
        if (!last && pipe(fd) == -1) {
            perror("pipe");
            status = EXIT_FAILURE;
            break;
        }

        pid_t pid = fork();
        if (pid == -1) {
            perror("fork");
            status = EXIT_FAILURE;
            break;
        }
        if (pid == 0) {
            char *words[MOST_WORDS];
            split(argv[i], words);
            if (input != STDIN_FILENO) {
                dup2(input, STDIN_FILENO);
                close(input);
            }
            if (!last) {
                dup2(fd[1], STDOUT_FILENO);
                close(fd[0]);
                close(fd[1]);
            }
            execvp(words[0], words);
            fprintf(stderr, "%s: %s\n", words[0], strerror(errno));
            _exit(127);
        }

        /* Both have their reader and their writer now. The next child must not inherit what it does not use. */
        if (input != STDIN_FILENO)
            close(input);
        if (!last) {
            close(fd[1]);
            input = fd[0];
        }
    }

    /* Only now: a command may have to wait for the next one to read before it can end. */
    while (wait(NULL) > 0)
        ;
    // --- starter
    // 对每个参数 fork 一次，相邻的两条命令之间建一条管道；子进程用 split 得到单词，再 execvp。
    // 除了 0、1、2，任何子进程都不留下别的描述符；父进程也要关闭管道的各端，然后回收所有子进程。
    // Fork once for each argument, with a pipe between two neighbours; the child gets its words from split and calls execvp.
    // A child keeps no descriptor but 0, 1 and 2. The parent closes its ends of the pipes too, and then reaps all.
    //| (void)argc;
    //| (void)argv;
    //| (void)split;
    // <<< solution

    return status;
}
