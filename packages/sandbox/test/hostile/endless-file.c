/* Writes one file without end. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static char chunk[1 << 16];

int main(void)
{
    int fd = open("endless", O_WRONLY | O_CREAT, 0600);
    memset(chunk, 'x', sizeof chunk);
    while (write(fd, chunk, sizeof chunk) > 0)
        ;
    return 1;
}
