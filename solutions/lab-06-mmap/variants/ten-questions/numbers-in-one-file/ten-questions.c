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

/* One file for everything; errors and signals as numbers, one line for each question. */
static const char *file = "t";

static int number(void *p)
{
    return p == MAP_FAILED ? errno : 0;
}

static int fate(pid_t pid)
{
    int st;
    waitpid(pid, &st, 0);
    return WIFSIGNALED(st) ? WTERMSIG(st) : 0;
}

int main(void)
{
    int a, b, d, st, fd, p[2];
    char *m, line[120], back[120];

    m = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    a = munmap(m + 1, 8192) ? errno : 0;
    b = munmap(m + 4096, 4096) ? errno : 0;
    printf("q1 plus-one=%d plus-page=%d\n", a, b);

    fd = creat(file, 0600);
    st = write(fd, "x", 1);
    a = number(mmap(0, 1, PROT_WRITE, MAP_SHARED, fd, 0));
    close(fd);
    fd = open(file, O_RDWR);
    b = number(mmap(0, st, PROT_WRITE, MAP_SHARED, fd, 0));
    close(fd);
    printf("q3 rdwr=%d wronly=%d\n", b, a);

    fd = open(file, O_RDONLY);
    a = number(mmap(0, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    b = number(mmap(0, 1, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0));
    printf("q2 shared=%d private=%d\n", a, b);

    a = syscall(SYS_mmap, 0L, 100L, 1L, 1L, (long)fd, 1000L) == -1 ? errno : 0;
    b = number(mmap(0, 100, PROT_READ, MAP_PRIVATE, fd, 4096));
    printf("q4 offset-1000=%d offset-4096=%d\n", a, b);
    close(fd);

    if ((b = fork()) == 0) {
        m = mmap(0, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        exit(m[0]);
    }
    printf("q5 unchecked=%d\n", fate(b));

    if (pipe(p))
        return 1;
    a = number(mmap(0, 10, PROT_READ, MAP_PRIVATE, p[0], 0));
    b = number(mmap(0, 10, PROT_READ, MAP_PRIVATE, -1, 0));
    d = number(mmap(0, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    printf("q6 pipe=%d closed-fd=%d length-0=%d\n", a, b, d);

    fd = open(file, O_RDWR | O_TRUNC | O_CREAT, 0600);
    if ((b = fork()) == 0) {
        m = mmap(0, 10, PROT_WRITE | PROT_READ, MAP_SHARED, fd, 0);
        m[0] = 1;
        _exit(0);
    }
    a = fate(b);
    lseek(fd, 99, SEEK_SET);
    st = write(fd, "", 1);
    if ((b = fork()) == 0) {
        m = mmap(0, 10, PROT_WRITE | PROT_READ, MAP_SHARED, fd, 0);
        m[0] = (char)st;
        _exit(0);
    }
    printf("q7 empty=%d extended=%d\n", a, fate(b));

    /* 100 bytes by now */
    m = mmap(0, 12288, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if ((b = fork()) == 0)
        _exit(m[5000]);
    a = fate(b);
    munmap(m + 8192, 4096);
    if ((b = fork()) == 0)
        _exit(m[8192 + 17]);
    printf("q9 beyond-file=%d beyond-mapping=%d\n", a, fate(b));

    close(fd);
    printf("type a line: ");
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin))
        return 1;
    strcpy(m, line);
    fd = open(file, O_RDONLY);
    a = (int)read(fd, back, sizeof back);
    close(fd);
    back[strcspn(back, "\n")] = 0;
    printf("q8 after-close=%s\n", back);

    if (truncate(file, 4))
        return a;
    strcpy(m, line);
    FILE *f = fopen(file, "r");
    if (fgets(back, sizeof back, f))
        printf("q10 saved=%s\n", back);
    fclose(f);
    return 0;
}
