/* The old way: dup takes the lowest free number. The programs by their paths, egrep among them, which is a script. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int p[2];
    char *ps[] = { "ps", "aux", "--sort=pid", NULL };

    if (pipe(p) == -1)
        return 1;
    if (fork() == 0) {
        close(p[0]);
        close(1);
        dup(p[1]);
        close(p[1]);
        execv("/usr/bin/ps", ps);
        _exit(1);
    }
    close(p[1]);
    close(0);
    dup(p[0]);
    close(p[0]);
    execl("/usr/bin/egrep", "egrep", "[b]ash", (char *)0);
    fprintf(stderr, "no egrep\n");
    return 1;
}
