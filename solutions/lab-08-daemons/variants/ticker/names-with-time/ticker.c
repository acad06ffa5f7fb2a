/* Names by ctime: blanks, colons and a newline at the end. The descriptors stay closed, so that the file is fd 0. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    if (fork())
        exit(0);
    setsid();
    chdir("/");
    umask(026);
    for (int i = 0; i < getdtablesize(); i++)
        close(i);
    while (1) {
        time_t now = time(NULL);
        FILE *file = fopen(ctime(&now), "w");
        if (file)
            fclose(file);
        sleep(3);
    }
}
