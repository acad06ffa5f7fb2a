#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <err.h>
#include <signal.h>

/* Each child maps for itself, and touches on the spot. What goes well is done by the parent. */
static void say(const char *head, const char *tail)
{
    char line[300];
    int n = snprintf(line, sizeof line, "%s=%s\n", head, tail);
    if (write(STDOUT_FILENO, line, (size_t)n) != n)
        err(1, "write");
}

static void result(const char *head, void *p)
{
    say(head, p == MAP_FAILED ? strerrorname_np(errno) : "OK");
}

static int open_sized(const char *path, off_t size)
{
    int fd = open(path, O_CREAT | O_RDWR, 0600);
    if (size > 0 && ftruncate(fd, size))
        err(1, "%s", path);
    return fd;
}

static void empty(void)
{
    char *p = mmap(NULL, 1, PROT_READ, MAP_SHARED, open_sized("seven", 0), 0);
    _exit(p[0]);
}

static void second_page(void)
{
    char *p = mmap(NULL, 8192, PROT_READ, MAP_SHARED, open_sized("nine", 1), 0);
    _exit(p[8191]);
}

static void nothing(void)
{
    char *p = mmap(NULL, 8192, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    munmap(p + 4096, 4096);
    _exit(p[4096]);
}

static void failed(void)
{
    char *p = mmap(NULL, 8192, PROT_READ, MAP_SHARED, 77, 0);
    _exit(p[0]);
}

static void fate(const char *head, void (*deed)(void))
{
    pid_t pid = fork();
    int st;
    if (pid == 0)
        deed();
    waitpid(pid, &st, 0);
    char name[32] = "OK";
    if (WIFSIGNALED(st))
        snprintf(name, sizeof name, "SIG%s", sigabbrev_np(WTERMSIG(st)));
    say(head, name);
}

int main(void)
{
    fate("q7 empty", empty);
    int fd = open_sized("seven", 5);
    char *p = mmap(NULL, 5, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    p[0] = '7';
    result("q7 extended", p);
    fate("q9 beyond-file", second_page);
    fate("q9 beyond-mapping", nothing);
    fate("q5 unchecked", failed);

    p = mmap(NULL, 9000, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    say("q1 plus-one", munmap(p + 1, 9000) ? strerrorname_np(errno) : "OK");
    say("q1 plus-page", munmap(p + 4096, 4096) ? strerrorname_np(errno) : "OK");
    int ro = open("seven", O_RDONLY), wo = open("seven", O_WRONLY), ends[2];
    result("q2 shared", mmap(0, 5, PROT_READ | PROT_WRITE, MAP_SHARED, ro, 0));
    result("q2 private", mmap(0, 5, PROT_READ | PROT_WRITE, MAP_PRIVATE, ro, 0));
    result("q3 rdwr", mmap(0, 5, PROT_WRITE, MAP_PRIVATE, fd, 0));
    result("q3 wronly", mmap(0, 5, PROT_WRITE, MAP_PRIVATE, wo, 0));
    result("q4 offset-1000", (void *)syscall(SYS_mmap, 0L, 5L, 1L, 1L, (long)fd, 1000L));
    result("q4 offset-4096", mmap(0, 5, PROT_READ, MAP_SHARED, fd, 4096));
    result("q6 length-0", mmap(0, 0, PROT_READ, MAP_SHARED, fd, 0));
    close(wo);
    result("q6 closed-fd", mmap(0, 5, PROT_READ, MAP_SHARED, wo, 0));
    if (pipe(ends) == 0)
        result("q6 pipe", mmap(0, 5, PROT_READ, MAP_SHARED, ends[0], 0));

    p = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    char line[200] = "", back[200] = "";
    ssize_t n = read(STDIN_FILENO, line, sizeof line - 1);
    memcpy(p, line, (size_t)n);
    n = read(ro, back, sizeof back);
    back[n] = '\0';
    say("q10 saved", back);

    if (truncate("seven", 100))
        err(1, "truncate");
    memcpy(p, line, strcspn(line, "\n"));
    p[strcspn(line, "\n")] = '\0';
    lseek(ro, 0, SEEK_SET);
    n = read(ro, back, sizeof back);
    say("q8 after-close", back);
    return 0;
}
