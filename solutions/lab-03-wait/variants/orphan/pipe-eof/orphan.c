/* End of file on a pipe says that the parent is closing its descriptors, which is a little before it is gone. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int fds[2];
    char c;
    char line[100];
    pid_t old = getpid();

    if (pipe(fds) == -1)
        return 1;
    if (fork() != 0)
        return 0;

    close(fds[1]);
    int n = snprintf(line, sizeof line, "old parent: %ld\n", (long)old);
    write(STDOUT_FILENO, line, n);

    if (read(fds[0], &c, 1) != 0)
        return 1;
    while (getppid() == old)
        ;
    n = snprintf(line, sizeof line, "new parent: %ld\n", (long)getppid());
    write(STDOUT_FILENO, line, n);
    for (;;)
        sleep(60);
}
