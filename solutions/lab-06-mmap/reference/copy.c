/*
 * copy: copies a file by means of two mappings.
 * copy：用两个映射复制一个文件。
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s SOURCE TARGET\n", argv[0]);
        return EXIT_FAILURE;
    }

    // >>> solution
    int source = open(argv[1], O_RDONLY);
    if (source == -1)
        err(EXIT_FAILURE, "%s", argv[1]);
    struct stat status;
    if (fstat(source, &status) == -1)
        err(EXIT_FAILURE, "%s", argv[1]);
    size_t size = status.st_size;

    /* To be written through a shared mapping, a file must be open for reading too. */
    int target = open(argv[2], O_RDWR | O_CREAT | O_TRUNC, 0666);
    if (target == -1)
        err(EXIT_FAILURE, "%s", argv[2]);
    if (size == 0)
        return EXIT_SUCCESS;

    /* A mapping makes no file longer: behind its end there is only SIGBUS. */
    if (ftruncate(target, size) == -1)
        err(EXIT_FAILURE, "%s", argv[2]);

    char *from = mmap(NULL, size, PROT_READ, MAP_SHARED, source, 0);
    char *to = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, target, 0);
    if (from == MAP_FAILED || to == MAP_FAILED)
        err(EXIT_FAILURE, "mmap");
    close(source);
    close(target);

    memcpy(to, from, size);

    munmap(from, size);
    munmap(to, size);
    // --- starter
    // 打开 argv[1]；打不开就说明原因，以非 0 状态结束，不碰目标文件。
    // Open argv[1]; if that fails, say why and end with a status other than 0, leaving the target alone.

    // 打开 argv[2]（没有就建立），把它的长度定成和源文件一样，映射两个文件，从一个映射复制到另一个。
    // Open argv[2] or make it, give it the size of the source, map both, and copy from one mapping to the other.
    // <<< solution

    return EXIT_SUCCESS;
}
