/* 用 lseek 和写一个字节加长，已有的内容不动。 Extended by lseek and one byte; what is there stays. */
#include <stdio.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>
#include <sys/mman.h>

#define LENGTH 8192

int main(int argc, char **argv)
{
    int f = open(argv[argc - 1], O_CREAT | O_RDWR, 0644);
    if (f < 0 || lseek(f, 0, SEEK_END) < 0) {
        perror("writer");
        return 1;
    }
    if (lseek(f, 0, SEEK_END) < LENGTH) {
        lseek(f, LENGTH - 1, SEEK_SET);
        if (write(f, "", 1) != 1)
            return 1;
    }
    char *m = mmap(0, LENGTH, PROT_WRITE, MAP_SHARED, f, 0);
    if (m == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    char text[2048];
    while (fgets(text, sizeof text, stdin)) {
        int n = strlen(text);
        if (n && text[n - 1] == '\n')
            text[--n] = 0;
        memcpy(m, text, n + 1);
    }
    return 0;
}
