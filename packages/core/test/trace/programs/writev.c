/* writev, /dev/tty, a line into a file that is no terminal, and a write that fails. */
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
    struct iovec parts[] = {{"one, ", 5}, {"two", 3}, {"\n", 1}};
    writev(1, parts, 3);
    int tty = open("/dev/tty", O_WRONLY);
    write(tty, "to /dev/tty\n", 12);
    write(open("/dev/null", O_WRONLY), "to nobody\n", 10);
    close(tty);
    write(tty, "lost\n", 5);
    return 0;
}
