/* 中文输出；标准输出不缓冲；每次 fork 之后立刻等待；exec 之前先设置自己的环境变量。 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/types.h>
#include <sys/wait.h>

char **make_env(const char *name)
{
    char **env = malloc(3 * sizeof(char *));
    env[0] = malloc(strlen(name) + 6);
    strcpy(env[0], "CALL=");
    strcat(env[0], name);
    env[1] = strdup("LAB=02");
    env[2] = NULL;
    return env;
}

int main(void)
{
    char *names[7] = {"execl", "execlp", "execle", "execv", "execvp", "execvpe", NULL};
    char *words = "two words";
    int i = 0, status;
    pid_t pid;

    setvbuf(stdout, NULL, _IONBF, 0);
    setenv("COURSE", "操作系统", 1);
    while (names[i]) {
        pid = fork();
        if (pid < 0) {
            perror("创建失败");
            return 1;
        } else if (pid > 0) {
            wait(&status);
            printf("父进程%d：子进程%d结束了\n", getpid(), pid);
            i++;
        } else {
            char *argv[] = {"cat", "--", "/dev/null", names[i], words, NULL};
            printf("子进程%d，用%s替换自己", getpid(), names[i]);
            if (i == 0) execl("/bin/basename", "basename", "-a", "execl", words, (char *)0);
            if (i == 1) execlp("basename", "basename", "-a", "execlp", words, (char *)0);
            if (i == 2) execle("/usr/bin/basename", "basename", "-a", "execle", words, (char *)0, make_env("execle"));
            if (i == 3) execv("/bin/cat", argv);
            if (i == 4) execvp("cat", argv);
            if (i == 5) execvpe("cat", argv, make_env("execvpe"));
            perror(names[i]);
            exit(1);
        }
    }
    return 0;
}
