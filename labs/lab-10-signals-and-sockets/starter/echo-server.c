/*
 * echo-server: sends its clients back what they send, on a local socket whose path is argv[1]; a process for each client.
 * echo-server：在路径为 argv[1] 的本地套接字上，把客户端发来的内容原样发回；每个客户端一个进程。
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s PATH\n", argv[0]);
        return EXIT_FAILURE;
    }
    // 1. 在 argv[1] 上 socket、bind、listen：死者留下的套接字文件不碍事，活着的服务器不受打扰
    // 1. socket, bind and listen at argv[1]: what a dead server has left is no obstacle, one that lives is not disturbed

    // 2. SIGTERM：删除套接字文件，全部结束 / SIGTERM: remove the socket file, and all of it ends

    // 3. accept，每个客户端各自回显，直到它结束 / accept; the echo of each client goes on until that client ends
    return EXIT_SUCCESS;
}
