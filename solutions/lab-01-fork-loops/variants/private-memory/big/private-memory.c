/* Large variables: a .bss of many pages, a malloc that mmap serves, a local deep in the stack. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define MANY (1 << 20)

static pid_t table[MANY];

static int work(int file, int depth)
{
    pid_t local[1000];
    if (depth > 0)
        return work(file, depth - 1) + (local[0] = depth, local[0] != depth);

    pid_t *block = malloc(MANY * sizeof *block);
    if (block == NULL)
        return 1;
    table[MANY - 1] = block[MANY - 1] = local[999] = getpid();
    pid_t child = fork();
    if (child == -1)
        return 1;
    if (child == 0) {
        table[MANY - 1] = block[MANY - 1] = local[999] = getpid();
        if (dprintf(file, "%d\n", getpid()) < 0)
            return 1;
    }
    printf("PID %d\t%p\ttable\n", table[MANY - 1], (void *)&table[MANY - 1]);
    printf("PID %d\t%p\tblock\n", block[MANY - 1], (void *)&block[MANY - 1]);
    printf("PID %d\t%p\tlocal\n", local[999], (void *)&local[999]);
    if (child == 0)
        pause();

    getchar();
    signal(SIGCHLD, SIG_IGN);
    kill(child, SIGINT);
    wait(NULL);
    printf("Offset: %ld\n", (long)lseek(file, 0, SEEK_CUR));
    dprintf(file, "%d\n", getpid());
    free(block);
    return 0;
}

int main(void)
{
    return work(open("offset.txt", O_WRONLY | O_CREAT | O_EXCL, 0644), 20);
}
