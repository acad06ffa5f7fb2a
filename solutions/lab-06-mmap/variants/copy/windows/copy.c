/* 两个窗口，一页一页地移动。 Two windows, moved along page by page. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void *window(int fd, int protection, off_t at, size_t length)
{
    void *p = mmap(NULL, length, protection, MAP_SHARED, fd, at);
    if (p == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    return p;
}

int main(int argc, char *argv[])
{
    if (argc != 3)
        return 1;
    int in = open(argv[1], O_RDONLY);
    if (in < 0) {
        perror(argv[1]);
        return 1;
    }
    int out = open(argv[2], O_RDWR | O_CREAT, 0644);
    if (out < 0) {
        perror(argv[2]);
        return 1;
    }
    struct stat st;
    fstat(in, &st);
    /* 既加长也截短。 Both lengthens and shortens. */
    if (ftruncate(out, st.st_size) < 0) {
        perror("ftruncate");
        return 1;
    }
    const off_t page = sysconf(_SC_PAGESIZE);
    for (off_t at = 0; at < st.st_size; at += page) {
        size_t n = st.st_size - at < page ? st.st_size - at : page;
        void *from = window(in, PROT_READ, at, n), *to = window(out, PROT_READ | PROT_WRITE, at, n);
        memmove(to, from, n);
        msync(to, n, MS_SYNC);
        munmap(from, n);
        munmap(to, n);
    }
    close(in);
    close(out);
    return 0;
}
