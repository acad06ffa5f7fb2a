/* 映射时什么都不许，再由 mprotect 逐页放开。 Mapped without any access, which mprotect then grants page by page. */
#include <err.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

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
    const size_t size = st.st_size, page = sysconf(_SC_PAGESIZE);
    if (size == 0)
        return 0;
    char *from = mmap(NULL, size, PROT_NONE, MAP_SHARED, in, 0);
    char *to = mmap(NULL, size, PROT_NONE, MAP_SHARED, out, 0);
    if (from == MAP_FAILED || to == MAP_FAILED)
        err(1, "mmap");
    for (size_t at = 0; at < size; at += page) {
        size_t n = size - at < page ? size - at : page;
        if (mprotect(from + at, n, PROT_READ) == -1 || mprotect(to + at, n, PROT_READ | PROT_WRITE) == -1)
            err(1, "mprotect");
        memcpy(to + at, from + at, n);
        mprotect(to + at, n, PROT_NONE);
    }
    return 0;
}
