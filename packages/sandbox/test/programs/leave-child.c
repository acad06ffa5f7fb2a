/* Ends as soon as it has a child, which calls setsid(2), as a daemon does. */
#include <unistd.h>

int main(void)
{
    if (fork() == 0)
        setsid();
    _exit(0);
}
