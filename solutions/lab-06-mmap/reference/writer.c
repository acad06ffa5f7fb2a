/*
 * writer: stores each line that is typed at its terminal in a file that others have mapped, until Ctrl-D.
 * writer：把终端上键入的每一行存进别的程序也映射着的文件，直到 Ctrl-D。
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

    // >>> solution
    /* Without O_TRUNC: cutting a file off under somebody who has it mapped means SIGBUS for them. */
    int fd = open(argv[1], O_RDWR | O_CREAT, 0600);
    if (fd == -1)
        err(EXIT_FAILURE, "%s", argv[1]);
    struct stat status;
    if (fstat(fd, &status) == -1 || (status.st_size < SIZE && ftruncate(fd, SIZE) == -1))
        err(EXIT_FAILURE, "%s", argv[1]);

    char *board = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (board == MAP_FAILED)
        err(EXIT_FAILURE, "mmap");
    close(fd);

    char line[SIZE];
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        strcpy(board, line);
    }

    munmap(board, SIZE);
    // --- starter
    // 打开文件（没有就建立），不够长就加长，然后作共享映射。
    // Open the file or make it, lengthen it if it is too short, and map it shared.

    // 把键入的每一行立刻作为字符串存进映射区，直到 Ctrl-D。
    // Store each line that is typed in the mapping as a string, at once, until Ctrl-D.
    // <<< solution

    return EXIT_SUCCESS;
}
