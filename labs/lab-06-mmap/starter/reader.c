/*
 * reader: at each Enter, shows what a file that others have mapped holds at that moment, until Ctrl-D.
 * reader：每按一次回车，就显示别的程序也映射着的文件此刻的内容，直到 Ctrl-D。
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* What both programs map. */
enum { SIZE = 4096 };

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s FILE\n", argv[0]);
        return EXIT_FAILURE;
    }

    // 打开文件，不够长就加长（否则访问时得到 SIGBUS），然后作共享映射，只映射一次。
    // Open the file, lengthen it if it is too short (or an access will be SIGBUS), and map it shared, once.

    // 每按一次回车，就在单独一行上显示映射区里此刻的字符串，直到 Ctrl-D。
    // At each Enter show, on a line of its own, the string that is in the mapping now, until Ctrl-D.

    return EXIT_SUCCESS;
}
