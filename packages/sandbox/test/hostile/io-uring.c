/* Sets io_uring up, whose requests no seccomp filter sees: io_uring(7). */
#define _GNU_SOURCE
#include "attempt.h"
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    REFUSED("setup", syscall(SYS_io_uring_setup, 4, calloc(1, 256)));
    REFUSED("enter", syscall(SYS_io_uring_enter, 0, 1, 0, 0, NULL, 0));
    REFUSED("register", syscall(SYS_io_uring_register, -1, 13, NULL, 0));
    return 0;
}
