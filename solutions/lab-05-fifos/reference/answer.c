/*
 * answer: a server that gives back each request in capitals, until nobody asks any more.
 * answer：服务端，把每个请求改成大写送回去，直到再没有人提问。
 */
#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* What goes either way. It is shorter than PIPE_BUF, so that it is never torn: pipe(7). */
struct message {
    pid_t sender;
    char text[128];
};

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s REQUESTS ANSWERS\n", argv[0]);
        return EXIT_FAILURE;
    }

    // >>> solution
    for (int i = 1; i <= 2; i++)
        if (mkfifo(argv[i], 0600) == -1 && errno != EEXIST)
            err(EXIT_FAILURE, "mkfifo");

    /* Both programs open the requests first. If each began with what it reads from, both would wait for ever. */
    int requests = open(argv[1], O_RDONLY);
    if (requests == -1)
        err(EXIT_FAILURE, "%s", argv[1]);
    int answers = open(argv[2], O_WRONLY);
    if (answers == -1)
        err(EXIT_FAILURE, "%s", argv[2]);

    struct message message;
    while (read(requests, &message, sizeof message) == sizeof message) {
        printf("%d asks: %s\n", (int)message.sender, message.text);
        for (char *c = message.text; *c != '\0'; c++)
            *c = toupper((unsigned char)*c);
        message.sender = getpid();
        if (write(answers, &message, sizeof message) != sizeof message)
            err(EXIT_FAILURE, "write");
    }

    /* The names outlive the programs unless somebody removes them. Both ends are open or done with by now. */
    unlink(argv[1]);
    unlink(argv[2]);
    // --- starter
    // 用 mkfifo 建立两个 FIFO（对方已经建好则得到 EEXIST），再打开：请求用来读，回答用来写。想一想先后次序。
    // Make both FIFOs with mkfifo (EEXIST if the other program has done it), then open them: requests to read,
    // answers to write. Mind the order.

    // 每来一个请求，显示提问者的 PID，把那一行改成大写，连同自己的 PID 送回去；没有写端了就删除两个 FIFO。
    // For each request show the PID of who asks, and send the line back in capitals together with your own PID.
    // When no writer is left, remove both FIFOs.
    // <<< solution

    return EXIT_SUCCESS;
}
