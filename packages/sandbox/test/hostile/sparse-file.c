/* Makes the file that the grader reads a terabyte long without writing a byte: ftruncate(2), lseek(2). */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

int main(void)
{
    int fd = open("offset.txt", O_RDWR | O_CREAT, 0644);
    signal(SIGXFSZ, SIG_IGN);
    REFUSED("truncate", ftruncate(fd, 1ll << 40));
    REFUSED("allocate", fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 1ll << 40));
    REFUSED("write-behind", pwrite(fd, "x", 1, (1ll << 40) - 1));
    TRY("just-enough", ftruncate(fd, 8 << 20));
    signal(SIGXFSZ, SIG_DFL);
    return ftruncate(fd, 1ll << 40) != 0;
}
