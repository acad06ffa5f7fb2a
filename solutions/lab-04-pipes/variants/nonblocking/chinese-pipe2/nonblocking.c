/* pipe2 一次设好两端；子进程阻塞时写的比一页还多；scanf 等待回车。 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int fd[2], total = 0, n, status;
    char buf[3000];
    if (argc < 2) {
        printf("用法：%s 大小\n", argv[0]);
        exit(1);
    }
    if (pipe2(fd, O_NONBLOCK) == -1) {
        perror("pipe2");
        exit(1);
    }
    memset(buf, 'x', sizeof(buf));
    n = read(fd[0], buf, sizeof(buf));
    printf("空管道：read 返回 %d，errno 是 %d\n", n, errno);

    n = fcntl(fd[1], F_SETPIPE_SZ, atoi(argv[1]));
    printf("要求 %s 字节，容量实为 %d 字节\n", argv[1], n);
    printf("原子写入的上限 PIPE_BUF：%d\n", PIPE_BUF);
    do {
        n = write(fd[1], buf, sizeof(buf));
        if (n > 0)
            total += n;
    } while (n != -1 || errno != EAGAIN);
    while (write(fd[1], buf, 1) == 1)
        total++;
    printf("满了，共写入 %d 字节\n", total);

    pid_t pid = fork();
    if (pid == 0) {
        int flags = fcntl(fd[1], F_GETFL);
        flags &= ~O_NONBLOCK;
        fcntl(fd[1], F_SETFL, flags);
        printf("子进程 %d 开始写\n", getpid());
        n = write(fd[1], buf, sizeof(buf));
        printf("子进程 %d 写完 %d 字节\n", getpid(), n);
        exit(3);
    }
    scanf("%*c");
    while (waitpid(pid, &status, WNOHANG) == 0) {
        while (read(fd[0], buf, sizeof(buf)) > 0)
            ;
        usleep(20000);
    }
    printf("子进程退出码 %d\n", WEXITSTATUS(status));
    return 0;
}
