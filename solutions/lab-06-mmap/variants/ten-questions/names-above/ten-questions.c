#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The answers are gathered, and printed in the end: the name of a question on a line of its own, its words below. */
struct row { int q; const char *word; char value[256]; } rows[32];
int n;
#define P 4096
void put(int q, const char *word, const char *value) { rows[n].q = q; rows[n].word = word; strncpy(rows[n].value, value, 255); n++; }
void tell(int q, const char *word, int failed) { put(q, word, failed ? strerrorname_np(errno) : "OK"); }
int tmp(int size)
{
    FILE *f = tmpfile();
    if (!f) err(1, "tmpfile");
    if (ftruncate(fileno(f), size) == -1) err(1, "ftruncate");
    return fileno(f);
}
int reopen(int fd, int flags)
{
    char path[64];
    sprintf(path, "/proc/self/fd/%d", fd);
    return open(path, flags);
}
void victim(int q, const char *word, char *at)
{
    int st;
    pid_t k = fork();
    if (k == 0) { volatile char c = *(volatile char *)at; (void)c; _exit(0); }
    waitpid(k, &st, 0);
    char v[32];
    if (WIFSIGNALED(st)) { snprintf(v, sizeof v, "%s", sigabbrev_np(WTERMSIG(st))); put(q, word, v); }
    else put(q, word, "OK");
}
int main(void)
{
    char *m; int fd, g, pp[2];
    m = mmap(0, 2 * P, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    tell(1, "plus-one", munmap(m + 1, P));
    tell(1, "plus-page", munmap(m + P, P));
    fd = tmp(3 * P);
    g = reopen(fd, O_RDONLY);
    tell(2, "shared", mmap(0, P, PROT_READ | PROT_WRITE, MAP_SHARED, g, 0) == MAP_FAILED);
    tell(2, "private", mmap(0, P, PROT_READ | PROT_WRITE, MAP_PRIVATE, g, 0) == MAP_FAILED);
    g = reopen(fd, O_RDWR);
    tell(3, "rdwr", mmap(0, P, PROT_WRITE, MAP_SHARED, g, 0) == MAP_FAILED);
    g = reopen(fd, O_WRONLY);
    tell(3, "wronly", mmap(0, P, PROT_WRITE, MAP_SHARED, g, 0) == MAP_FAILED);
    tell(4, "offset-1000", syscall(SYS_mmap, NULL, 4096L, (long)PROT_READ, (long)MAP_SHARED, (long)fd, 1000L) == -1);
    tell(4, "offset-4096", syscall(SYS_mmap, NULL, 4096L, (long)PROT_READ, (long)MAP_SHARED, (long)fd, 4096L) == -1);
    m = mmap(0, P, PROT_READ, 0, fd, 0);        /* neither MAP_SHARED nor MAP_PRIVATE: EINVAL */
    victim(5, "unchecked", m);
    tell(6, "length-0", mmap(0, 0, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
    close(g);
    tell(6, "closed-fd", mmap(0, P, PROT_READ, MAP_SHARED, g, 0) == MAP_FAILED);
    pipe(pp);
    tell(6, "pipe", mmap(0, P, PROT_READ, MAP_SHARED, pp[0], 0) == MAP_FAILED);
    unlink("brandnew");
    fd = open("brandnew", O_CREAT | O_RDWR, 0666);
    m = mmap(0, P, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    victim(7, "empty", m);
    lseek(fd, P - 1, SEEK_SET); write(fd, "", 1);
    victim(7, "extended", m);
    /* 8, 10 */
    char line[256] = "", back[256];
    fd = open("eight", O_CREAT | O_RDWR | O_TRUNC, 0666); ftruncate(fd, P);
    m = mmap(0, P, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (!fgets(line, sizeof line, stdin)) errx(1, "no line");
    strcpy(m, line);
    FILE *f = fopen("eight", "r");
    memset(back, 0, sizeof back);
    fgets(back, sizeof back, f);
    back[strcspn(back, "\n")] = 0;
    fclose(f);
    put(8, "after-close", back);
    fd = open("ten", O_CREAT | O_RDWR | O_TRUNC, 0666); ftruncate(fd, 10);
    m = mmap(0, P, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    strcpy(m, line);
    f = fopen("ten", "r");
    memset(back, 0, sizeof back);
    fread(back, 1, sizeof back - 1, f);
    put(10, "saved", back);
    fd = tmp(1000);
    m = mmap(0, 2 * P, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    victim(9, "beyond-file", m + P);
    munmap(m + P, P);
    victim(9, "beyond-mapping", m + P);
    for (int i = 0, q = 0; i < n; i++) {
        if (rows[i].q != q) printf("q%d\n", q = rows[i].q);
        printf("    %s=%s\n", rows[i].word, rows[i].value);
    }
    return 0;
}
