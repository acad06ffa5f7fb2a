#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is read is read byte by byte, from the terminal straight into the mapping and from the files. */

static const char *result(const void *p)
{
    return p == MAP_FAILED ? strerrorname_np(errno) : "OK";
}

static const char *touched(volatile char *p)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        *p = 0;
        _exit(0);
    }
    waitpid(child, &status, 0);
    return !WIFSIGNALED(status) ? "OK" : WTERMSIG(status) == SIGBUS ? "SIGBUS" : "SIGSEGV";
}

static int sized(const char *name, off_t size)
{
    int fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0600);
    return fd == -1 || ftruncate(fd, size) == -1 ? -1 : fd;
}

static void show(const char *word, int fd)
{
    char byte;
    printf("%s=", word);
    while (read(fd, &byte, 1) == 1 && byte != '\0')
        putchar(byte);
    putchar('\n');
    close(fd);
}

int main(void)
{
    setvbuf(stdout, NULL, _IONBF, 0);

    int fd = sized("eight", 300);
    char *line = mmap(NULL, 300, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    for (size_t n = 0; n < 299 && read(STDIN_FILENO, line + n, 1) == 1; n++)
        if (line[n] == '\n') {
            line[n] = '\0';
            break;
        }
    show("q8 after-close", open("eight", O_RDONLY));

    fd = sized("ten", 10);
    char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    strcpy(p, line);
    show("q10 saved", fd);

    p = mmap(NULL, 5 * 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("q1 plus-one=%s\n", munmap(p + 1, 4096) ? strerrorname_np(errno) : "OK");
    printf("q1 plus-page=%s\n", munmap(p + 4096, 4096) ? strerrorname_np(errno) : "OK");

    fd = sized("modes", 2 * 4096);
    int to_write = open("modes", O_WRONLY), to_read = open("modes", O_RDONLY);
    printf("q3 rdwr=%s\n", result(mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, fd, 0)));
    printf("q3 wronly=%s\n", result(mmap(NULL, 4096, PROT_WRITE, MAP_PRIVATE, to_write, 0)));
    printf("q2 private=%s\n", result(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, to_read, 0)));
    printf("q2 shared=%s\n", result(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, to_read, 0)));
    printf("q4 offset-4096=%s\n", result(mmap(NULL, 4096, PROT_READ, MAP_SHARED, to_read, 4096)));
    long asked = syscall(SYS_mmap, NULL, 4096L, (long)PROT_READ, (long)MAP_SHARED, (long)to_read, 1000L);
    printf("q4 offset-1000=%s\n", asked == -1 ? strerrorname_np(errno) : "OK");

    int ends[2];
    if (pipe(ends) == -1)
        return 1;
    close(to_write);
    printf("q6 closed-fd=%s\n", result(mmap(NULL, 4096, PROT_READ, MAP_SHARED, to_write, 0)));
    printf("q6 length-0=%s\n", result(mmap(NULL, 0, PROT_READ, MAP_SHARED, to_read, 0)));
    printf("q6 pipe=%s\n", result(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, ends[0], 0)));
    printf("q5 unchecked=%s\n", touched(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, ends[0], 0)));

    fd = sized("seven", 0);
    p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    printf("q7 empty=%s\n", touched(p));
    printf("q7 extended=%s\n", ftruncate(fd, 1) == -1 ? strerrorname_np(errno) : touched(p));

    fd = sized("nine", 4095);
    p = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    printf("q9 beyond-file=%s\n", touched(p + 4096));
    munmap(p + 4096, 4096);
    printf("q9 beyond-mapping=%s\n", touched(p + 4096));
    return 0;
}
