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

#include <signal.h>

static char *why(int failed)
{
    return failed ? strerror(errno) : "ok";
}

static void crash(const char *what, volatile char *p)
{
    printf("%s", what);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        exit(*p == 77);
    int st;
    wait(&st);
    if (WIFSIGNALED(st))
        printf("%s\n", strsignal(WTERMSIG(st)));
    else
        printf("0\n");
}

static int temporary(char *name)
{
    strcpy(name, "/tmp/ten-XXXXXX");
    return mkstemp(name);
}

int main(void)
{
    char name[40], other[40];
    void *p, *q;
    int pfd[2];
    int rw = temporary(name);
    int ro = open(name, O_RDONLY), wo = open(name, O_WRONLY);
    if (fallocate(rw, 0, 0, 10000) != 0)
        ftruncate(rw, 10000);

    puts("ten questions on mmap");
    p = mmap(NULL, 10000, PROT_READ, MAP_SHARED, ro, 0);
    printf("Q1: plus-one=%s\n", why(munmap((char *)p + 1, 9999)));
    printf("Q1: plus-page=%s\n", why(munmap((char *)p + 8192, 1808)));
    q = mmap(NULL, 10000, PROT_READ | PROT_WRITE, MAP_SHARED, ro, 0);
    printf("Q2: shared=%s\n", why(q == MAP_FAILED));
    q = mmap(NULL, 10000, PROT_READ | PROT_WRITE, MAP_PRIVATE, ro, 0);
    printf("Q2: private=%s\n", why(q == MAP_FAILED));
    q = mmap(NULL, 10000, PROT_WRITE, MAP_SHARED, wo, 0);
    printf("Q3: wronly=%s\n", why(q == MAP_FAILED));
    q = mmap(NULL, 10000, PROT_WRITE, MAP_SHARED, rw, 0);
    printf("Q3: rdwr=%s\n", why(q == MAP_FAILED));
    q = mmap(NULL, 4096, PROT_READ, MAP_SHARED, rw, 4096);
    printf("Q4: offset-4096=%s\n", why(q == MAP_FAILED));
    q = (void *)syscall(SYS_mmap, NULL, 4096UL, (long)PROT_READ, (long)MAP_SHARED, (long)rw, 1000L);
    printf("Q4: offset-1000=%s\n", why(q == MAP_FAILED));
    q = mmap(NULL, 4096, PROT_READ, MAP_SHARED, 999, 0);
    printf("Q6: closed-fd=%s\n", why(q == MAP_FAILED));
    crash("Q5: unchecked=", q);
    q = mmap(NULL, 0, PROT_READ, MAP_SHARED, rw, 0);
    printf("Q6: length-0=%s\n", why(q == MAP_FAILED));
    pipe(pfd);
    q = mmap(NULL, 4096, PROT_READ, MAP_SHARED, pfd[0], 0);
    printf("Q6: pipe=%s\n", why(q == MAP_FAILED));

    /* a new file, with no name any more */
    int fd = temporary(other);
    unlink(other);
    q = mmap(NULL, 100, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    crash("Q7: empty=", q);
    ftruncate(fd, 30);
    crash("Q7: extended=", q);

    ftruncate(rw, 20);
    q = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, rw, 0);
    crash("Q9: beyond-file=", (char *)q + 4096);
    munmap(q, 8192);
    crash("Q9: beyond-mapping=", q);

    /* ten: the file has 20 bytes; eight: it is opened again by its name */
    q = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, rw, 0);
    char text[4096], *line = NULL;
    size_t size = 0;
    close(rw);
    ssize_t n = getline(&line, &size, stdin);
    line[n - 1] = '\0';
    strcpy(q, line);
    memset(text, 0, sizeof text);
    pread(ro, text, sizeof text, 0);
    printf("Q10: saved=%s\n", text);
    truncate(name, 300);
    strcpy(q, line);
    FILE *in = fopen(name, "r");
    fread(text, 1, sizeof text, in);
    printf("Q8: after-close=%s\n", text);
    fclose(in);
    unlink(name);
    return 0;
}
