/* Types commands for whoever uses the terminal after it, and takes terminals of others: TIOCSTI, TIOCLINUX, TIOCSCTTY. */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <linux/tiocl.h>
#include <sys/ioctl.h>

int main(void)
{
    char paste = TIOCL_PASTESEL;
    REFUSED("type-for-others", ioctl(0, TIOCSTI, "x"));
    REFUSED("paste", ioctl(0, TIOCLINUX, &paste));
    REFUSED("console-output", ioctl(0, TIOCCONS, 0));
    REFUSED("console", open("/dev/console", O_RDWR | O_NOCTTY));
    REFUSED("virtual-console", open("/dev/tty0", O_RDWR | O_NOCTTY));
    REFUSED("steal", ioctl(0, TIOCSCTTY, 1));
    return 0;
}
