/* Opens for reading and writing, which never blocks. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    struct stat st;
    if (argc < 2)
        return 1;
    if (stat(argv[1], &st) == -1)
        mkfifo(argv[1], 0644);
    int fd = open(argv[1], O_RDWR);
    if (fd < 0) {
        printf("打不开 %s：%s\n", argv[1], strerror(errno));
        return 1;
    }
    fstat(fd, &st);
    printf("类型 %c，大小 %ld\n", S_ISFIFO(st.st_mode) ? 'p' : '-', (long)st.st_size);
    long where = lseek(fd, 0L, SEEK_END);
    if (where < 0)
        printf("lseek 失败，errno=%d\n", errno);
    else
        printf("lseek 到末尾：%ld\n", where);
    return 0;
}
