/* The PID in the file is asked for: does it run, and is it this program? */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "single-instance"
#define PID_FILE "/var/run/" NAME ".pid"
#define LOCK "/var/run/" NAME ".lock"

/* The PID of the instance that runs; 0 if none does. */
static int running(void)
{
    int pid = 0;
    /* The kernel cuts names at 15 characters, proc(5). */
    char path[64], name[17] = "";

    FILE *file = fopen(PID_FILE, "r");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%d", &pid) != 1)
        pid = 0;
    fclose(file);
    if (pid <= 0 || kill(pid, 0) == -1)
        return 0;
    snprintf(path, sizeof path, "/proc/%d/comm", pid);
    file = fopen(path, "r");
    if (file == NULL)
        return 0;
    int known = fgets(name, sizeof name, file) != NULL && strncmp(name, NAME, 15) == 0;
    fclose(file);
    return known ? pid : 0;
}

static void claim(void)
{
    /* From the question to the answer in the file nobody else may ask. */
    int lock = open(LOCK, O_RDWR | O_CREAT, 0644);
    if (lock == -1 || flock(lock, LOCK_EX) == -1)
        exit(EXIT_FAILURE);
    int other = running();
    if (other != 0) {
        fprintf(stderr, NAME " runs already: %d\n", other);
        exit(EXIT_FAILURE);
    }
    FILE *file = fopen(PID_FILE, "w");
    if (file == NULL)
        exit(EXIT_FAILURE);
    fprintf(file, "%d\n", (int)getpid());
    fclose(file);
    close(lock);
}

int main(void)
{
    pid_t pid = fork();
    if (pid == -1)
        return EXIT_FAILURE;
    if (pid > 0)
        _exit(EXIT_SUCCESS);
    setsid();
    claim();
    umask(022);
    if (chdir("/") == -1)
        return EXIT_FAILURE;
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd <= 2; fd++)
        dup2(null, fd);
    close(null);
    for (;;)
        pause();
}
