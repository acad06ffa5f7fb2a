/* 只读打开；文件够长了才映射，在那之前只说“还没有”。 Opened to read; mapped as soon as the file is long enough, until then “nothing yet”. */
#include <stdio.h>
#include <fcntl.h>
#include <unistd.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define LENGTH 8192

int main(int argc, char **argv)
{
    char *m = NULL, key;
    int f = open(argv[argc - 1], O_RDONLY);
    if (f < 0) {
        perror("reader");
        return 1;
    }
    while (read(0, &key, 1) == 1) {
        struct stat s;
        if (!m && fstat(f, &s) == 0 && s.st_size >= LENGTH) {
            m = mmap(0, LENGTH, PROT_READ, MAP_SHARED, f, 0);
            if (m == MAP_FAILED)
                return perror("mmap"), 1;
        }
        printf("now: %s\n", m ? m : "nothing yet");
        fflush(stdout);
    }
    return 0;
}
