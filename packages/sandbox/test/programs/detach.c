/* A daemon by one fork, or by two: detach single | double. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (fork() > 0)
        _exit(0);
    setsid();
    if (argc > 1 && !strcmp(argv[1], "double") && fork() > 0)
        _exit(0);
    if (chdir("/") != 0)
        return 1;
    umask(0);
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd <= 2; fd++)
        dup2(null, fd);
    close(null);
    for (;;)
        pause();
}
