/* Puts a FIFO where the grader reads a file, with somebody at its other end who never writes. */
#include "attempt.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    TRY("fifo", mkfifo("offset.txt", 0666));
    TRY("other-end", open("offset.txt", O_RDWR));
    /* Stays for as long as the grader may want to read. */
    char line[64];
    return read(0, line, sizeof line) < 0;
}
