/*
 * single-instance: a daemon of which only one runs at a time; a lock on a file with its PID sees to that.
 * single-instance：同一时刻只运行一个的守护进程，靠的是写有其 PID 的文件上的一把锁。
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <syslog.h>
#include <unistd.h>

#define LOCK_FILE "/var/run/single-instance.pid"

// >>> solution
/* Says whose lock it is. Who holds it may not have written a PID yet. */
static void refuse(int lock)
{
    char pid[32];
    ssize_t length = read(lock, pid, sizeof pid - 1);

    pid[length > 0 ? length : 0] = '\0';
    fprintf(stderr, "single-instance is already running, PID %d\n", atoi(pid));
    exit(EXIT_FAILURE);
}

/*
 * Whoever gets the lock is the one. The kernel gives it to one process alone, and takes it back at its end,
 * however that comes; what is left in the file then means nothing.
 */
static int lock_file(void)
{
    /* Not O_TRUNC: the PID in it is still that of the other one. */
    int lock = open(LOCK_FILE, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (lock == -1) {
        perror(LOCK_FILE);
        exit(EXIT_FAILURE);
    }
    if (flock(lock, LOCK_EX | LOCK_NB) == -1) {
        if (errno == EWOULDBLOCK)
            refuse(lock);
        perror("flock");
        exit(EXIT_FAILURE);
    }
    return lock;
}

static void write_pid(int lock)
{
    if (ftruncate(lock, 0) == -1 || dprintf(lock, "%d\n", (int)getpid()) < 0) {
        syslog(LOG_ERR, LOCK_FILE ": %m");
        exit(EXIT_FAILURE);
    }
}

// <<< solution
static void become_daemon(void)
{
    // 与 ticker 相同的五步 / the five steps of ticker
    // >>> solution
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        exit(EXIT_FAILURE);
    }
    if (pid > 0)
        exit(EXIT_SUCCESS);

    setsid();
    if (chdir("/") == -1) {
        perror("chdir");
        exit(EXIT_FAILURE);
    }
    umask(022);

    int null = open("/dev/null", O_RDWR);
    if (null == -1) {
        perror("/dev/null");
        exit(EXIT_FAILURE);
    }
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        dup2(null, fd);
    if (null > STDERR_FILENO)
        close(null);
    // <<< solution
}

int main(void)
{
    // 得到锁的才是唯一的实例；得不到就说出谁在运行，然后结束
    // Whoever gets the lock is the one instance; who does not says which one is running, and ends
    // >>> solution
    /* Before the fork, as long as errors can be seen: a flock belongs to the open file, and so the child has it too. */
    int lock = lock_file();
    // <<< solution

    become_daemon();

    // 把守护进程自己的 PID 写进锁文件 / write the PID of the daemon itself into the lock file
    // >>> solution
    write_pid(lock);
    // <<< solution

    // 然后只是等待 / then it just waits
    for (;;)
        pause();
}
