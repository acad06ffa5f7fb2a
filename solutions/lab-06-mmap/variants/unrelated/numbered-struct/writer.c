/* 一个结构体：计数和文本。 A struct: a counter and a text. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct note {
    int count;
    char text[1020];
};

int main(int argc, char *argv[])
{
    int fd = open(argc > 1 ? argv[1] : "note", O_RDWR | O_CREAT, 0666);
    if (fd == -1) {
        perror("open error");
        exit(1);
    }
    if (lseek(fd, 0, SEEK_END) < (off_t)sizeof(struct note))
        ftruncate(fd, sizeof(struct note));
    struct note *note = mmap(NULL, sizeof *note, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (note == MAP_FAILED) {
        perror("mmap error");
        exit(1);
    }
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        line[strcspn(line, "\n")] = 0;
        snprintf(note->text, sizeof note->text, "%s", line);
        note->count++;
        printf("已存入第 %d 条\n", note->count);
    }
    return 0;
}
