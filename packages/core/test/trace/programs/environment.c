/* Four children whose programs get: odd bytes; nothing, as NULL; one longer than strace shows; a descriptor. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    static char longest[5000] = "LONG=";
    memset(longest + 5, 'x', sizeof longest - 6);
    char *odd[] = {"A=1", "B=]\", [\"\n", "C=\377", "", "D=你好", "E=/* 2 vars */", NULL};
    char *cut[] = {longest, "LAST=1", NULL};
    char *none[] = {NULL};
    char *argv[] = {"true", "]", NULL};

    if (fork() == 0)
        execve("/bin/true", argv, odd);
    wait(NULL);
    if (fork() == 0)
        execve("/bin/true", argv, NULL);
    wait(NULL);
    if (fork() == 0)
        execve("/bin/true", argv, cut);
    wait(NULL);
    if (fork() == 0)
        fexecve(open("/bin/true", O_RDONLY | O_CLOEXEC), argv, none);
    wait(NULL);
    return 0;
}
