/*
 * print-file: prints a file through a mapping of it.
 * print-file：通过映射打印一个文件。
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s FILE\n", argv[0]);
        return EXIT_FAILURE;
    }

    // 打开 argv[1] 并取得它的长度；打不开就说明原因，以非 0 状态结束。
    // Open argv[1] and get its size; if it can't be opened, say why and end with a status other than 0.

    // 把文件映射进内存（空文件没有什么可映射），原样打印出来，再用 munmap 解除映射。
    // Map the file (of an empty one there is nothing to map), print it just as it is, and unmap it with munmap.

    return EXIT_SUCCESS;
}
