/* 读端：显示第几条和它的文本。 The reader shows the number and the text. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct note {
    int count;
    char text[1020];
};

int main(int argc, char *argv[])
{
    int fd1 = open(argc > 1 ? argv[1] : "note", O_RDWR | O_CREAT, 0666);
    if (fd1 == -1) {
        perror("open error");
        exit(1);
    }
    if (lseek(fd1, 0, SEEK_END) < (off_t)sizeof(struct note))
        ftruncate(fd1, sizeof(struct note));
    struct note *ptr1 = mmap(NULL, sizeof *ptr1, PROT_READ | PROT_WRITE, MAP_SHARED, fd1, 0);
    if (ptr1 == MAP_FAILED) {
        perror("mmap error");
        exit(1);
    }
    char line[80];
    printf("按回车查看，Ctrl-D 结束\n");
    while (fgets(line, sizeof line, stdin))
        printf("（第 %d 条）%s\n", ptr1->count, ptr1->text);
    munmap(ptr1, sizeof *ptr1);
    close(fd1);
    return 0;
}
