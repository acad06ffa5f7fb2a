/* posix_spawn of the program itself, told apart by an argument. */
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int main(int argc, char *argv[])
{
    if (argc > 1) {
        printf("%s: %ld\n", argv[1], (long)getpid());
        return 0;
    }

    char *names[] = { "1", "2", "3" };
    for (int i = 0; i < 3; i++) {
        char *words[] = { argv[0], names[i], NULL };
        pid_t pid;
        if (posix_spawn(&pid, "/proc/self/exe", NULL, NULL, words, environ) != 0)
            return 1;
    }
    while (waitpid(-1, NULL, 0) != -1)
        ;
    printf("%ld has seen all of them end\n", (long)getpid());
    return 0;
}
