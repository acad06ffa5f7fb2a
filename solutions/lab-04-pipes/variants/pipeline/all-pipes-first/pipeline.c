/* 先创建全部管道，每个子进程接好自己的两端，再把所有的都关掉；父进程也一样。 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int pipes[64][2];

static void close_all(int count)
{
    for (int i = 0; i < count; i++) {
        close(pipes[i][0]);
        close(pipes[i][1]);
    }
}

int main(int argc, char *argv[])
{
    int n = argc - 1, i;

    for (i = 0; i < n - 1; i++)
        if (pipe(pipes[i]) == -1) {
            perror("pipe");
            exit(1);
        }
    for (i = 0; i < n; i++) {
        if (fork() == 0) {
            char *words[32], *rest = argv[i + 1];
            int k = 0;
            if (i > 0)
                dup2(pipes[i - 1][0], 0);
            if (i < n - 1)
                dup2(pipes[i][1], 1);
            close_all(n - 1);
            while ((words[k] = strsep(&rest, " ")))
                k++;
            execvp(words[0], words);
            perror(words[0]);
            exit(1);
        }
    }
    close_all(n - 1);
    for (i = 0; i < n; i++)
        wait(NULL);
    return 0;
}
