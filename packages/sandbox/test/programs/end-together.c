/* A hundred children end at the same moment as their parent, which waits for none of them. */
#include <unistd.h>

int main(void)
{
    int fd[2];
    char byte;
    if (pipe(fd) < 0)
        return 2;
    for (int i = 0; i < 100; i++)
        if (fork() == 0) {
            close(fd[1]);
            _exit(read(fd[0], &byte, 1) != 0);
        }
    return 0;
}
