/*
 * ticker: a daemon that makes a new file in its working directory every three seconds.
 * ticker：守护进程，每 3 秒在自己的工作目录中创建一个新文件。
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <syslog.h>
#include <unistd.h>

#define FOLDER "/tmp"
#define SECONDS 3

static void become_daemon(void)
{
    // 1. fork，父进程退出 / fork, and the parent exits
    // >>> solution
    pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        exit(EXIT_FAILURE);
    }
    /* The shell waits for this process alone: its prompt comes back, and PID 1 adopts the child. */
    if (pid > 0)
        exit(EXIT_SUCCESS);
    // <<< solution

    // 2. setsid
    // >>> solution
    /* A new session has no terminal. It can't fail here: only a group leader is refused, and a child is none. */
    setsid();
    // <<< solution

    // 3. chdir
    // >>> solution
    /* Checked while standard error can still be read: in a wrong place its files would go astray. */
    if (chdir(FOLDER) == -1) {
        perror("chdir " FOLDER);
        exit(EXIT_FAILURE);
    }
    // <<< solution

    // 4. umask
    // >>> solution
    /* Whoever started it may have had any umask. */
    umask(022);
    // <<< solution

    // 5. 处理描述符 0、1、2 / see to the descriptors 0, 1 and 2
    // >>> solution
    /* Left closed, the numbers would go to the next files opened, and a stray printf into one of them. */
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

// >>> solution
/* With the PID in its name, a file is new even beside those of an earlier run. */
static void make_file(int number)
{
    char name[64];
    snprintf(name, sizeof name, "tick-%d-%03d", (int)getpid(), number);

    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (fd == -1)
        syslog(LOG_ERR, "%s: %m", name);
    else
        close(fd);
}

// <<< solution
int main(void)
{
    become_daemon();

    // >>> solution
    for (int number = 1;; number++) {
        make_file(number);
        sleep(SECONDS);
    }
    // --- starter
    // 每隔 SECONDS 秒创建一个新的普通文件，每次换一个名字。
    // Every SECONDS seconds, make a new regular file with a name of its own.
    //| return EXIT_SUCCESS;
    // <<< solution
}
