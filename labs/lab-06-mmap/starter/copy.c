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

    // 打开 argv[1]；打不开就说明原因，以非 0 状态结束，不碰目标文件。
    // Open argv[1]; if that fails, say why and end with a status other than 0, leaving the target alone.

    // 打开 argv[2]（没有就建立），把它的长度定成和源文件一样，映射两个文件，从一个映射复制到另一个。
    // Open argv[2] or make it, give it the size of the source, map both, and copy from one mapping to the other.

    return EXIT_SUCCESS;
}
