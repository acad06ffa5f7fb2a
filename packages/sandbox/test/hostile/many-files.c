/* Makes empty files without end, which take memory though they take no room. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0;; i++) {
        char name[32];
        snprintf(name, sizeof name, "/tmp/%d", i);
        int fd = open(name, O_CREAT | O_WRONLY, 0600);
        if (fd < 0)
            pause();
        close(fd);
    }
}
