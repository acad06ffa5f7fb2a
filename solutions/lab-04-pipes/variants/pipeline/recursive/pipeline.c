/* 一个函数启动第 i 条命令，再以新管道的读端启动下一条；子进程用 closefrom(3) 关掉其余的一切。 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wordexp.h>

static void start(char **commands, int input)
{
    int fd[2];
    if (*commands == NULL)
        return;
    int more = commands[1] != NULL;
    if (more && pipe(fd) == -1)
        exit(1);
    if (fork() == 0) {
        wordexp_t words;
        if (wordexp(*commands, &words, WRDE_NOCMD) != 0)
            _exit(2);
        dup2(input, 0);
        if (more)
            dup2(fd[1], 1);
        closefrom(3);
        execvp(words.we_wordv[0], words.we_wordv);
        perror("execvp");
        _exit(1);
    }
    if (input > 0)
        close(input);
    if (more) {
        close(fd[1]);
        start(commands + 1, fd[0]);
    }
}

int main(int argc, char *argv[])
{
    (void)argc;
    start(argv + 1, 0);
    while (wait(NULL) != -1)
        continue;
    return 0;
}
