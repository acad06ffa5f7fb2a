/* 一次只映射一页，像窗口一样移动。 One page at a time, like a window that is moved along. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    const char *name = argc > 1 ? argv[1] : "";
    int fd = open(name, O_RDONLY);
    if (fd < 0) {
        printf("打不开 %s：%s\n", name, strerror(errno));
        return 2;
    }
    off_t size = lseek(fd, 0, SEEK_END), page = sysconf(_SC_PAGESIZE);
    for (off_t at = 0; at < size; at += page) {
        size_t length = size - at < page ? size - at : page;
        void *window = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, at);
        if (window == MAP_FAILED) {
            perror("mmap");
            return 1;
        }
        for (size_t done = 0; done < length;) {
            ssize_t n = write(1, (char *)window + done, length - done);
            if (n <= 0)
                return 1;
            done += n;
        }
        munmap(window, length);
    }
    return 0;
}
