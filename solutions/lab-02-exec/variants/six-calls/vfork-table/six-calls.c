/* vfork, a table of functions, and SIGCHLD ignored: the kernel reaps. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int becoming(const char *name, char **argv, char **env);

static int l(const char *n, char **a, char **e) { (void)e; return execl(n, a[0], a[1], a[2], a[3], NULL); }
static int lp(const char *n, char **a, char **e) { (void)e; return execlp(n, a[0], a[1], a[2], a[3], NULL); }
static int le(const char *n, char **a, char **e) { return execle(n, a[0], a[1], a[2], a[3], NULL, e); }
static int v(const char *n, char **a, char **e) { (void)e; return execv(n, a); }
static int vp(const char *n, char **a, char **e) { (void)e; return execvp(n, a); }

static const struct {
    const char *name;
    becoming *become;
    const char *program;
    char *call;
} calls[] = {
    {"execl", l, "/bin/echo", "CALL=execl"},
    {"execlp", lp, "echo", "CALL=execlp"},
    {"execle", le, "/bin/echo", "CALL=execle"},
    {"execv", v, "/bin/echo", "CALL=execv"},
    {"execvp", vp, "echo", "CALL=execvp"},
    {"execvpe", (becoming *)execvpe, "echo", "CALL=execvpe"},
};

int main(void)
{
    signal(SIGCHLD, SIG_IGN);
    for (const char *const end = (const char *)(calls + 6), *at = (const char *)calls; at < end; at += sizeof *calls) {
        const int i = (int)((at - (const char *)calls) / (long)sizeof *calls);
        char *argv[] = {"echo", "-e", (char *)calls[i].name, "two words", NULL};
        char *env[] = {"LAB=02", calls[i].call, NULL};
        if (vfork() == 0) {
            char text[32];
            snprintf(text, sizeof text, "pid %d\n", (int)getpid());
            if (write(1, text, strlen(text)) < 0)
                _exit(1);
            calls[i].become(calls[i].program, argv, env);
            _exit(127);
        }
    }
    /* Blocks until nobody is left, and fails then: there is no status to be had. */
    wait(NULL);
    return 0;
}
