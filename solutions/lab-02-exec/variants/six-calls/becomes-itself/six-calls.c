/* The helper is the program itself, started again with arguments; a switch on fork, pids kept, waited for by pid. */
#define _GNU_SOURCE
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define SELF "./six-calls"

static int show(int argc, char **argv)
{
    printf("now %ld is %s:", (long)getpid(), argv[0]);
    for (int i = 1; i < argc; i++)
        printf(" [%s]", argv[i]);
    for (char **variable = environ; *variable; variable++)
        printf(" {%s}", *variable);
    puts("");
    return argc;
}

static _Noreturn void child(int number)
{
    char name[][8] = {"execl", "execlp", "execle", "execv", "execvp", "execvpe"};
    char call[20];
    char *vector[] = {"myself", name[number], "two words", NULL};
    char *environment[] = {call, "LAB=02", NULL};

    sprintf(call, "CALL=%s", name[number]);
    dprintf(STDOUT_FILENO, "%ld before %s\n", (long)getpid(), name[number]);
    switch (number) {
    case 0:
        execl(SELF, "myself", name[0], "two words", NULL);
        break;
    case 1:
        /* env starts it again: another exec in the same process. */
        execlp("env", "env", SELF, name[1], "two words", NULL);
        break;
    case 2:
        execle("/home/student/six-calls", "myself", name[2], "two words", NULL, environment);
        break;
    case 3:
        execv("/proc/self/exe", vector);
        break;
    case 4:
        vector[0] = "echo";
        execvp(vector[0], vector);
        break;
    case 5:
        vector[0] = "echo";
        execvpe(vector[0], vector, environment);
        break;
    }
    err(127, "%s", name[number]);
}

int main(int argc, char **argv)
{
    pid_t pids[6];

    if (argc > 1)
        return show(argc, argv);
    for (int i = 0; i < 6; i++) {
        switch (pids[i] = fork()) {
        case -1:
            err(1, "fork");
        case 0:
            child(i);
        }
    }
    for (int i = 5; i >= 0; i--)
        waitpid(pids[i], NULL, 0);
    return 0;
}
