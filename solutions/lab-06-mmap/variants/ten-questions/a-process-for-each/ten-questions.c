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

/* Each question in a process of its own, which prints the answer; who touches is its child. */
#define ASK(question) do { if (fork() == 0) { question(); exit(0); } wait(NULL); } while (0)

static const char *e(void *p)
{
    static char name[2][20];
    static int i;
    i = !i;
    snprintf(name[i], 20, "%s", p == MAP_FAILED ? strerrorname_np(errno) : "OK");
    return name[i];
}

static const char *touch(char *p)
{
    int st;
    pid_t pid = fork();
    if (pid == 0) {
        p[0]++;
        _exit(0);
    }
    waitpid(pid, &st, 0);
    if (WIFEXITED(st))
        return "OK";
    return WTERMSIG(st) == SIGBUS ? "SIGBUS" : WTERMSIG(st) == SIGSEGV ? "SIGSEGV" : "?";
}

static int make(const char *name, const char *content)
{
    int fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0666);
    if (write(fd, content, strlen(content)) < 0)
        exit(1);
    return fd;
}

static char *map(int fd, size_t n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
}

static void q1(void)
{
    char *p = map(make("q1", "something"), 8192);
    int one = munmap(p + 1, 4096) == 0;
    const char *reason = one ? "OK" : strerrorname_np(errno);
    printf("q1 plus-one=%s plus-page=%s\n", reason, munmap(p + 4096, 4096) == 0 ? "OK" : strerrorname_np(errno));
}

static void q2(void)
{
    int fd = open("/proc/self/exe", O_RDONLY);
    char *p = mmap(NULL, 100, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    printf("q2 shared=%s ", e(p));
    p = mmap(NULL, 100, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    printf("private=%s\n", e(p));
}

static void q3(void)
{
    int fd = make("q3", "abc");
    char *p = mmap(NULL, 3, PROT_WRITE, MAP_SHARED, dup(fd), 0);
    printf("q3 rdwr=%s ", e(p));
    p = mmap(NULL, 3, PROT_WRITE, MAP_SHARED, open("q3", O_WRONLY), 0);
    printf("wronly=%s\n", e(p));
}

static void q4(void)
{
    int fd = make("q4", "abc");
    char *p = (char *)syscall(SYS_mmap, NULL, 10L, 1L, 2L, (long)fd, 1000L);
    printf("q4 offset-1000=%s ", e(p));
    p = mmap(NULL, 10, PROT_READ, MAP_PRIVATE, fd, 4096);
    printf("offset-4096=%s\n", e(p));
}

static void q5(void)
{
    char *p = mmap(NULL, 10, PROT_READ | PROT_WRITE, MAP_SHARED, -1, 0);
    printf("q5 unchecked=%s\n", touch(p));
}

static void q6(void)
{
    int fd = make("q6", "abc"), ends[2];
    printf("q6 length-0=%s\n", e(map(fd, 0)));
    close(fd);
    printf("q6 closed-fd=%s\n", e(map(fd, 10)));
    if (pipe(ends) == 0)
        printf("q6 pipe=%s\n", e(mmap(NULL, 10, PROT_READ, MAP_PRIVATE, ends[0], 0)));
}

static void q7(void)
{
    int fd = make("q7", "");
    printf("q7 empty=%s", touch(map(fd, 10)));
    if (posix_fallocate(fd, 0, 10) == 0)
        printf(" extended=%s\n", touch(map(fd, 10)));
}

static void q8(void)
{
    char line[64], back[64] = "";
    int fd = make("q8", "..............................................................");
    char *p = map(fd, 60);
    close(fd);
    ssize_t n = 0;
    while (n < 63 && read(0, line + n, 1) == 1 && line[n] != '\n')
        n++;
    memcpy(p, line, (size_t)n);
    p[n] = '\0';
    fd = open("q8", O_RDONLY);
    if (read(fd, back, 63) > 0)
        printf("q8 after-close=%s\n", back);

    fd = make("q10", "1234567890123");
    p = map(fd, 4096);
    memcpy(p, line, (size_t)n);
    memset(back, 0, sizeof back);
    if (pread(fd, back, 63, 0) > 0)
        printf("q10 saved=%s\n", back);
}

static void q9(void)
{
    char *p = map(make("q9", "abc"), 3 * 4096);
    printf("q9 beyond-file=%s", touch(p + 4096));
    munmap(p + 2 * 4096, 4096);
    printf(" beyond-mapping=%s\n", touch(p + 2 * 4096));
}

int main(void)
{
    ASK(q1);
    ASK(q2);
    ASK(q3);
    ASK(q4);
    ASK(q5);
    ASK(q6);
    ASK(q7);
    ASK(q8);
    ASK(q9);
    return 0;
}
