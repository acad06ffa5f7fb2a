/* 用流打开，用 fseek 和 ftell 求长度。 A stream, and fseek and ftell for the size. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(int argc, char *argv[])
{
    if (argc < 2)
        return EXIT_FAILURE;
    FILE *file = fopen(argv[1], "r");
    if (!file) {
        perror(argv[1]);
        exit(1);
    }
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    if (length > 0) {
        char *p = mmap(NULL, length, PROT_READ, MAP_SHARED, fileno(file), 0);
        if (p == MAP_FAILED) {
            perror("mmap error");
            exit(1);
        }
        fwrite(p, length, 1, stdout);
        munmap(p, length);
    }
    fclose(file);
    return 0;
}
