/* 学生常见的写法：fgets、定长数组、strtok、wait(NULL)，带内部命令 exit。 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/types.h>
#include <sys/wait.h>

#define MAXLINE 1024
#define MAXARGS 64

int main()
{
    char buf[MAXLINE];
    char *args[MAXARGS];
    char cwd[256];
    int n, pid;

    while (1) {
        printf("[我的shell %s]# ", getcwd(cwd, sizeof(cwd)));
        fflush(stdout);
        if (fgets(buf, MAXLINE, stdin) == NULL)
            break;
        if (buf[strlen(buf) - 1] == '\n')
            buf[strlen(buf) - 1] = 0;
        n = 0;
        char *p = strtok(buf, " \t");
        while (p != NULL && n < MAXARGS - 1) {
            args[n++] = p;
            p = strtok(NULL, " \t");
        }
        args[n] = NULL;
        if (n == 0)
            continue;
        if (strcmp(args[0], "exit") == 0)
            exit(0);
        if ((pid = fork()) < 0)
            perror("fork");
        else if (pid == 0) {
            execvp(args[0], args);
            printf("执行 %s 出错：", args[0]);
            fflush(stdout);
            perror(NULL);
            exit(1);
        } else
            wait(NULL);
    }
    printf("再见\n");
    return 0;
}
