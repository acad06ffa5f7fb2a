/*
 * ten-questions: ten questions on mmap, each answered by the kernel. A line is read from the terminal for 8 and 10.
 * ten-questions：关于 mmap 的十个问题，每个都由内核来回答。问题 8 和 10 用到从终端读的一行。
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096L

/* 调用的结果：OK，或者错误的名字。要紧跟在调用之后。 */
/* What came of a call, OK or the name of the error; to be asked at once. */
const char *said(bool succeeded)
{
    return succeeded ? "OK" : strerrorname_np(errno);
}

/* 子进程访问 p 处的一个字节：OK，或者结束它的信号。 */
/* A child touches the byte at p: OK, or the signal that ended it. */
const char *touched(volatile char *p)
{
    static char name[16];
    int status;
    pid_t child = fork();
    if (child == -1)
        err(EXIT_FAILURE, "fork");
    if (child == 0) {
        *p = '!';
        _exit(EXIT_SUCCESS);
    }
    if (waitpid(child, &status, 0) == -1)
        err(EXIT_FAILURE, "waitpid");
    if (!WIFSIGNALED(status))
        return "OK";
    snprintf(name, sizeof name, "SIG%s", sigabbrev_np(WTERMSIG(status)));
    return name;
}

/* 新建一个这么长的文件，并打开。 */
/* Makes a new file of that size and opens it. */
int new_file(const char *path, off_t size)
{
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd == -1 || ftruncate(fd, size) == -1)
        err(EXIT_FAILURE, "%s", path);
    return fd;
}

// >>> solution
static void *map(size_t length, int protection, int flags, int fd, off_t offset)
{
    return mmap(NULL, length, protection, flags, fd, offset);
}

static bool mapped(const void *p)
{
    return p != MAP_FAILED;
}

static void print_file(const char *question, const char *word, const char *path)
{
    char text[256];
    int fd = open(path, O_RDONLY);
    ssize_t length = fd == -1 ? -1 : read(fd, text, sizeof text);
    if (length == -1)
        err(EXIT_FAILURE, "%s", path);
    printf("%s %s=%.*s\n", question, word, (int)strnlen(text, (size_t)length), text);
    close(fd);
}

static void move_pointer(void)
{
    char *p = map(2 * PAGE, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    printf("q1 plus-one=%s\n", said(munmap(p + 1, PAGE) == 0));
    printf("q1 plus-page=%s\n", said(munmap(p + PAGE, PAGE) == 0));
    munmap(p, PAGE);
}

static void open_modes(void)
{
    close(new_file("modes", PAGE));
    int fd = open("modes", O_RDONLY);
    printf("q2 shared=%s\n", said(mapped(map(PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0))));
    printf("q2 private=%s\n", said(mapped(map(PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0))));
    close(fd);

    fd = open("modes", O_RDWR);
    printf("q3 rdwr=%s\n", said(mapped(map(PAGE, PROT_WRITE, MAP_SHARED, fd, 0))));
    close(fd);
    fd = open("modes", O_WRONLY);
    printf("q3 wronly=%s\n", said(mapped(map(PAGE, PROT_WRITE, MAP_SHARED, fd, 0))));
    close(fd);
}

static void offsets(void)
{
    int fd = new_file("offsets", 2 * PAGE);
    /* glibc's mmap would refuse without asking the kernel. */
    long address = syscall(SYS_mmap, NULL, PAGE, (long)PROT_READ, (long)MAP_SHARED, (long)fd, 1000L);
    printf("q4 offset-1000=%s\n", said(address != -1));
    printf("q4 offset-4096=%s\n", said(mapped(map(PAGE, PROT_READ, MAP_SHARED, fd, PAGE))));
    close(fd);
}

static void failures(void)
{
    int fd = new_file("failures", PAGE);
    char *p = map(0, PROT_READ, MAP_SHARED, fd, 0);
    printf("q6 length-0=%s\n", said(mapped(p)));
    printf("q5 unchecked=%s\n", touched(p));

    close(fd);
    printf("q6 closed-fd=%s\n", said(mapped(map(PAGE, PROT_READ, MAP_SHARED, fd, 0))));

    int ends[2];
    if (pipe(ends) == -1)
        err(EXIT_FAILURE, "pipe");
    printf("q6 pipe=%s\n", said(mapped(map(PAGE, PROT_READ, MAP_SHARED, ends[0], 0))));
    close(ends[0]);
    close(ends[1]);
}

static void empty_file(void)
{
    int fd = new_file("empty", 0);
    char *p = map(PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    printf("q7 empty=%s\n", touched(p));
    if (ftruncate(fd, PAGE) == -1)
        err(EXIT_FAILURE, "ftruncate");
    printf("q7 extended=%s\n", touched(p));
    close(fd);
}

static void beyond(void)
{
    int fd = new_file("short", 1);
    char *p = map(2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    printf("q9 beyond-file=%s\n", touched(p + PAGE));
    munmap(p + PAGE, PAGE);
    printf("q9 beyond-mapping=%s\n", touched(p + PAGE));
    close(fd);
}

static void what_is_saved(void)
{
    int fd = new_file("closed", 200);
    char *p = map(200, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    char line[200];
    if (!mapped(p) || fgets(line, sizeof line, stdin) == NULL)
        errx(EXIT_FAILURE, "no mapping or no line");
    line[strcspn(line, "\n")] = '\0';
    strcpy(p, line);
    print_file("q8", "after-close", "closed");

    fd = new_file("ten-bytes", 10);
    p = map(PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (!mapped(p))
        err(EXIT_FAILURE, "ten-bytes");
    strcpy(p, line);
    print_file("q10", "saved", "ten-bytes");
    close(fd);
}

// --- starter
// <<< solution
int main(void)
{
    // >>> solution
    move_pointer();
    open_modes();
    offsets();
    failures();
    empty_file();
    beyond();
    what_is_saved();
    // --- starter
    // 一个一个地做实验，并打印内核的回答，例如：
    // Make the experiments one by one and print what the kernel said, such as:
    //
    //     char *p = mmap(…);
    //     printf("q1 plus-one=%s\n", said(munmap(p + 1, PAGE) == 0));
    // <<< solution

    return EXIT_SUCCESS;
}
