/* 每秒查看一次，先睡后做事；子进程用管道等待，不用 pause。 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int 秒 = 0, 还剩 = 3, 状态;
    int 管道[2];

    if (pipe(管道) == -1) {
        perror("pipe");
        exit(1);
    }
    for (int i = 0; i < 3; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            char 字;
            /* 它自己也有写端，所以永远等不到文件尾。 */
            while (read(管道[0], &字, 1) > 0)
                ;
            exit(0);
        }
    }
    do {
        pid_t pid = waitpid(-1, &状态, WNOHANG);
        if (pid == 0) {
            sleep(1);
            printf("\r过了 %d 秒，还有 %d 个子进程", ++秒, 还剩);
            fflush(stdout);
        } else if (pid > 0) {
            还剩--;
            printf("\n回收了 %d\n", pid);
        } else
            break;
    } while (还剩);
    return 0;
}
