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

    // 2. setsid

    // 3. chdir

    // 4. umask

    // 5. 处理描述符 0、1、2 / see to the descriptors 0, 1 and 2
}

int main(void)
{
    become_daemon();

    // 每隔 SECONDS 秒创建一个新的普通文件，每次换一个名字。
    // Every SECONDS seconds, make a new regular file with a name of its own.
    return EXIT_SUCCESS;
}
