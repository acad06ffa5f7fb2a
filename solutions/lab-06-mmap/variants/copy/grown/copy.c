/* 两个映射都从一页开始，由 mremap 加长到整个文件。 Both mappings begin with a page, and mremap makes them as long as the files. */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

static char *mapped(int fd, int protection, size_t size)
{
    char *p = mmap(NULL, 1, protection, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED || (p = mremap(p, 1, size, MREMAP_MAYMOVE)) == MAP_FAILED)
        err(1, "mmap");
    return p;
}

int main(int argc, char *argv[])
{
    if (argc != 3)
        errx(1, "usage: %s SOURCE TARGET", argv[0]);
    int in = open(argv[1], O_RDONLY);
    struct stat st;
    if (in == -1 || fstat(in, &st) == -1)
        err(1, "%s", argv[1]);
    int out = open(argv[2], O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (out == -1 || ftruncate(out, st.st_size) == -1)
        err(1, "%s", argv[2]);
    if (st.st_size == 0)
        return 0;
    char *from = mapped(in, PROT_READ, st.st_size);
    char *to = mapped(out, PROT_READ | PROT_WRITE, st.st_size);
    memcpy(to, from, st.st_size);
    return 0;
}
