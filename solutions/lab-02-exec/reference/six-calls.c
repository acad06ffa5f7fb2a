/*
 * six-calls: six children, each of which becomes another program by another function of the exec family.
 * six-calls：六个子进程，各用 exec 函数族中的一个函数变成另一个程序。
 */
#define _GNU_SOURCE /* execvpe is an extension of glibc */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* The last argument of every program. It is one argument, although there is a blank in it. */
#define WORDS "two words"

// >>> solution
/* What sh does: it shows the name that it was given, and its variables. */
#define SCRIPT "echo $0: CALL=$CALL LAB=$LAB"

/* Becomes another program by the function of that name. Returns only if that fails. */
static void become(const char *function)
{
    char call[32];
    snprintf(call, sizeof call, "CALL=%s", function);
    char *environment[] = {call, "LAB=02", NULL};
    char *arguments[] = {"echo", (char *)function, WORDS, NULL};
    char *script[] = {"sh", "-c", SCRIPT, (char *)function, WORDS, NULL};

    if (strcmp(function, "execl") == 0)
        execl("/bin/echo", "echo", function, WORDS, (char *)NULL);
    else if (strcmp(function, "execlp") == 0)
        execlp("echo", "echo", function, WORDS, (char *)NULL);
    else if (strcmp(function, "execle") == 0)
        execle("/bin/sh", "sh", "-c", SCRIPT, function, WORDS, (char *)NULL, environment);
    else if (strcmp(function, "execv") == 0)
        execv("/bin/echo", arguments);
    else if (strcmp(function, "execvp") == 0)
        execvp("echo", arguments);
    else /* The PATH that is searched is ours, not one in the new environment. */
        execvpe("sh", script, environment);
}
// --- starter
// <<< solution

int main(void)
{
    static const char *const functions[] = {"execl", "execlp", "execle", "execv", "execvp", "execvpe"};
    int status = EXIT_SUCCESS;

    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        // >>> solution
        pid_t pid = fork();
        if (pid == -1) {
            perror("fork");
            status = EXIT_FAILURE;
            break;
        }
        if (pid == 0) {
            /* The newline writes it out: what is still in the buffer of stdio is lost by exec. */
            printf("%d becomes a program by %s\n", (int)getpid(), functions[i]);
            become(functions[i]);
            /* Whoever gets here has not become another program. There is nothing to test. */
            perror(functions[i]);
            _exit(127);
        }
        waitpid(pid, NULL, 0);
        // --- starter
        // 创建一个子进程。它先打印自己的 PID，再用 functions[i] 变成另一个程序，
        // 程序的最后两个参数是函数名和 WORDS。exec 失败时报告错误并结束。
        // Make a child. It prints its PID and then becomes another program by functions[i];
        // the last two arguments of that program are the name of the function and WORDS.
        // If exec fails, it reports the error and ends.

        // 父进程回收子进程。
        // The parent reaps the child.
        // <<< solution
    }

    return status;
}
