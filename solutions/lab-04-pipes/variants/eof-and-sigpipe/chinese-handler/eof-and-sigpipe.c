/* 父进程先演示 SIGPIPE，再演示 EOF；第三个子进程捕捉 SIGPIPE，而不是忽略它。 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t caught;

static void on_sigpipe(int sig)
{
    caught = sig;
}

static pid_t write_alone(int fd, int catches)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    if (catches) {
        struct sigaction action = {.sa_handler = on_sigpipe};
        sigemptyset(&action.sa_mask);
        sigaction(SIGPIPE, &action, NULL);
    }
    ssize_t n = write(fd, "没人听", strlen("没人听"));
    int error = errno;
    if (n == -1)
        printf("我是 %d：write 出错，errno = %d（收到信号 %d）\n", (int)getpid(), error, (int)caught);
    exit(0);
}

int main(int argc, char *argv[])
{
    int fd[2], status;
    setvbuf(stdout, NULL, _IONBF, 0);

    pipe(fd);
    close(fd[0]);
    pid_t killed = write_alone(fd[1], 0);
    pid_t alive = write_alone(fd[1], 1);
    close(fd[1]);
    for (int i = 0; i < 2; i++) {
        pid_t pid = wait(&status);
        if (WIFSIGNALED(status))
            printf("子进程 %d 被信号 %d 杀死\n", (int)pid, WTERMSIG(status));
        else if (WIFEXITED(status))
            printf("子进程 %d 正常结束\n", (int)pid);
    }
    if (killed == -1 || alive == -1)
        return 1;

    pipe(fd);
    for (int i = 1; i < argc; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            close(fd[0]);
            for (int left = atoi(argv[i]); left > 0;) {
                char chunk[512] = {0};
                int n = left < 512 ? left : 512;
                left -= write(fd[1], chunk, n);
            }
            exit(0);
        }
    }
    close(fd[1]);
    char buf[333];
    int n, total = 0;
    while (1) {
        n = read(fd[0], buf, sizeof(buf));
        if (n <= 0)
            break;
        total += n;
    }
    printf("read 返回 %d，一共读到 %d 字节\n", n, total);
    while (wait(NULL) != -1)
        ;
    return 0;
}
