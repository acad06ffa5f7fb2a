/* A child makes a sibling by CLONE_PARENT; another shares memory and sends no signal at its end. */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static char stack[65536];

static int leave(void *code) { return *(int *)code; }

int main(void)
{
    int three = 3, four = 4;
    if (fork() == 0) {
        clone(leave, stack + sizeof stack, CLONE_PARENT | SIGCHLD, &three);
        _exit(2);
    }
    wait(NULL);
    wait(NULL);
    clone(leave, stack + sizeof stack, CLONE_VM, &four);
    waitpid(-1, NULL, __WALL);
    return 0;
}
