/* A folder of its own, with its pid file and log beside the ticks; renamed by execve; single instance by flock. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "/var/tmp/ticks"

static void work(void)
{
    int lock = open("lock.pid", O_RDWR | O_CREAT, 0644);
    if (lock == -1 || flock(lock, LOCK_EX | LOCK_NB) == -1)
        exit(1);
    dprintf(lock, "%d\n", (int)getpid());
    for (int n = 0;; n++) {
        sleep(3);
        char name[32];
        snprintf(name, sizeof name, "%d.dat", n);
        close(open(name, O_WRONLY | O_CREAT | O_EXCL, 0640));
    }
}

int main(int argc, char *argv[])
{
    if (argc > 0 && strcmp(argv[0], "tickd") == 0)
        work();

    mkdir(FOLDER, 0755);
    if (chdir(FOLDER) == -1)
        return 1;
    if (fork() != 0)
        return 0;
    setsid();
    umask(0);
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++)
        dup2(null, fd);
    close(null);
    execl("/proc/self/exe", "tickd", (char *)NULL);
    return 1;
}
