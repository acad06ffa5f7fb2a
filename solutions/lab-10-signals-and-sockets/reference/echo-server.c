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

// >>> solution
static struct sockaddr_un address = {.sun_family = AF_UNIX};

/* 信号处理函数里只用异步信号安全的调用 / nothing here that is not async-signal-safe */
static void end(int signal)
{
    (void)signal;
    unlink(address.sun_path);
    _exit(EXIT_SUCCESS);
}

static void fail(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

/*
 * 锁随进程一起消失：拿到锁的人知道，路径上的套接字是死者留下的
 * The lock goes with its process: who gets it knows that a socket at the path was left by the dead
 */
static void claim(const char *path)
{
    char lock[sizeof address.sun_path + sizeof ".lock"];
    snprintf(lock, sizeof lock, "%s.lock", path);
    int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd == -1)
        fail(lock);
    if (flock(fd, LOCK_EX | LOCK_NB) == -1) {
        fprintf(stderr, "%s: another server is running\n", path);
        exit(EXIT_FAILURE);
    }

    struct stat there;
    if (lstat(path, &there) == 0 && S_ISSOCK(there.st_mode))
        unlink(path);
}

static void write_all(int connection, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(connection, bytes, length);
        if (written == -1)
            _exit(EXIT_FAILURE);
        bytes += written;
        length -= written;
    }
}

/* 在子进程里：SIGPIPE 只结束这一个 / in a child: SIGPIPE ends this one alone */
static void serve(int connection)
{
    char bytes[4096];
    ssize_t length;

    while ((length = read(connection, bytes, sizeof bytes)) > 0)
        write_all(connection, bytes, length);
}

// <<< solution
int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s PATH\n", argv[0]);
        return EXIT_FAILURE;
    }
    // 1. 在 argv[1] 上 socket、bind、listen：死者留下的套接字文件不碍事，活着的服务器不受打扰
    // 1. socket, bind and listen at argv[1]: what a dead server has left is no obstacle, one that lives is not disturbed
    // >>> solution
    if (strlen(argv[1]) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        fail(argv[1]);
    }
    strcpy(address.sun_path, argv[1]);
    claim(argv[1]);

    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener == -1)
        fail("socket");
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        fail(argv[1]);
    if (listen(listener, SOMAXCONN) == -1)
        fail("listen");
    // <<< solution

    // 2. SIGTERM：删除套接字文件，全部结束 / SIGTERM: remove the socket file, and all of it ends
    // >>> solution
    pid_t server = getpid();
    signal(SIGTERM, end);
    /* 子进程由内核回收 / children are reaped by the kernel */
    signal(SIGCHLD, SIG_IGN);
    // <<< solution

    // 3. accept，每个客户端各自回显，直到它结束 / accept; the echo of each client goes on until that client ends
    // >>> solution
    for (;;) {
        int connection = accept(listener, NULL, NULL);
        if (connection == -1) {
            if (errno == ECONNABORTED || errno == EINTR)
                continue;
            perror("accept");
            break;
        }
        pid_t pid = fork();
        if (pid == -1)
            perror("fork");
        if (pid == 0) {
            signal(SIGTERM, SIG_DFL);
            prctl(PR_SET_PDEATHSIG, SIGTERM);
            if (getppid() != server)
                _exit(EXIT_FAILURE);
            close(listener);
            serve(connection);
            _exit(EXIT_SUCCESS);
        }
        /* 否则客户端永远读不到文件结束 / or the client would never read the end of file */
        close(connection);
    }
    unlink(argv[1]);
    return EXIT_FAILURE;
    // --- starter
    //| return EXIT_SUCCESS;
    // <<< solution
}
