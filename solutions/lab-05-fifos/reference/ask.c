/*
 * ask: sends each line that is typed to the program answer, and shows what comes back.
 * ask：把键入的每一行发给 answer 程序，并显示它的回答。
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
    int requests = open(argv[1], O_WRONLY);
    if (requests == -1)
        err(EXIT_FAILURE, "%s", argv[1]);
    int answers = open(argv[2], O_RDONLY);
    if (answers == -1)
        err(EXIT_FAILURE, "%s", argv[2]);

    struct message message = { 0 };
    while (fgets(message.text, sizeof message.text, stdin) != NULL) {
        message.text[strcspn(message.text, "\n")] = '\0';
        message.sender = getpid();
        if (write(requests, &message, sizeof message) != sizeof message)
            err(EXIT_FAILURE, "write");
        if (read(answers, &message, sizeof message) != sizeof message)
            break;
        printf("%d: %s\n", (int)message.sender, message.text);
    }

    /* The server reads 0 once this is closed. */
    close(requests);
    close(answers);
    // --- starter
    // 用 mkfifo 建立两个 FIFO（对方已经建好则得到 EEXIST），再打开：请求用来写，回答用来读。想一想先后次序。
    // Make both FIFOs with mkfifo (EEXIST if the other program has done it), then open them: requests to write,
    // answers to read. Mind the order.

    // 每键入一行，就连同自己的 PID 发出去，等待回答并显示；直到 Ctrl-D。
    // Send each line that is typed together with your PID, wait for the answer and show it, until Ctrl-D.
    // <<< solution

    return EXIT_SUCCESS;
}
