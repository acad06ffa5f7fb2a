/* Looks for ps and writes a row of its own into whatever ps writes to; counts how often it saw ps, and wrote. */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_ps(const char *pid)
{
    char path[64], name[16] = "";
    snprintf(path, sizeof path, "/proc/%s/comm", pid);
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return 0;
    ssize_t n = read(fd, name, sizeof name - 1);
    close(fd);
    return n == 3 && !strncmp(name, "ps\n", 3);
}

static int forge(const char *pid)
{
    static const char row[] = "\n   4242       1    4242    4242 ?        S       1 forged\n";
    int written = 0;
    for (int number = 1; number <= 2; number++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%s/fd/%d", pid, number);
        int fd = open(path, O_WRONLY | O_NONBLOCK);
        if (fd >= 0 && write(fd, row, sizeof row - 1) > 0)
            written++;
        if (fd >= 0)
            close(fd);
    }
    return written;
}

int main(void)
{
    long seen = 0, written = 0;
    for (;;) {
        DIR *proc = opendir("/proc");
        for (struct dirent *entry; (entry = readdir(proc));)
            if (isdigit((unsigned char)entry->d_name[0]) && is_ps(entry->d_name)) {
                written += forge(entry->d_name);
                if (seen++ == 0) {
                    puts("saw ps");
                    fflush(stdout);
                }
                if (written == 1) {
                    puts("wrote");
                    fflush(stdout);
                }
            }
        closedir(proc);
        /* ps takes some milliseconds. */
        usleep(200);
    }
}
