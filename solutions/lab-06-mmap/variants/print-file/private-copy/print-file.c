/* 私有映射可以改写，文件并不受影响；空文件由 mmap 的 EINVAL 认出。 A private mapping may be written to, the file is not touched; mmap's EINVAL tells an empty file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int print(const char *name)
{
    int fd = open(name, O_RDONLY);
    struct stat st;
    if (fd == -1 || fstat(fd, &st) == -1)
        return -1;
    char *p = mmap(NULL, st.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        return errno == EINVAL && st.st_size == 0 ? 0 : -1;
    p[0] ^= 0;
    setvbuf(stdout, NULL, _IOFBF, 1 << 16);
    for (off_t i = 0; i < st.st_size; i++)
        fputc(p[i], stdout);
    fflush(stdout);
    return munmap(p, st.st_size);
}

int main(int argc, char *argv[])
{
    if (argc != 2 || print(argv[1]) == -1) {
        perror("print-file");
        return 1;
    }
    return 0;
}
