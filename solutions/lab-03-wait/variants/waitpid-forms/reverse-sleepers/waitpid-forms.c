/* The last child ends first; the parent asks with WNOHANG between short naps. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t ask(pid_t who)
{
    int st = 0;
    pid_t r;
    while (!(r = waitpid(who, &st, WNOHANG)))
        usleep(5000);
    if (r > 0)
        printf("%d => %d (status %d)\n", who, r, st);
    return r;
}

int main()
{
    pid_t kids[5], leader = 0;
    int i;
    for (i = 0; i < 5; i++) {
        kids[i] = fork();
        if (kids[i] == 0)
            break;
        if (i == 3)
            leader = kids[i];
        if (i > 2)
            setpgid(kids[i], leader);
    }
    if (i < 5) {
        if (i > 2)
            setpgid(getpid(), i == 3 ? getpid() : leader);
        usleep((5 - i) * 15000);
        return 0;
    }
    ask(kids[1]);
    ask(0);
    ask(0 - leader);
    while (ask((pid_t)-1) != -1)
        ;
    return 0;
}
