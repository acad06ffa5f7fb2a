/* Both ends open for reading and writing, so that nobody waits in open; an empty request is the farewell. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct request { int pid; char text[200]; };
struct reply { int pid; char text[200]; };

int main(int argc, char *argv[])
{
    struct request request;
    struct reply reply;
    if (argc != 3)
        exit(1);
    umask(0);
    mkfifo(argv[2], 0622);
    mkfifo(argv[1], 0622);
    int answers = open(argv[2], O_RDWR), requests = open(argv[1], O_RDWR);
    for (;;) {
        memset(&request, 0, sizeof request);
        request.pid = getpid();
        if (!fgets(request.text, sizeof request.text, stdin))
            request.text[0] = 0;
        request.text[strcspn(request.text, "\r\n")] = 0;
        write(requests, &request, sizeof request);
        read(answers, &reply, sizeof reply);
        if (!request.text[0])
            break;
        printf("回答（来自 %d）：%s\n", reply.pid, reply.text);
    }
    puts("再见");
    unlink(argv[1]);
    unlink(argv[2]);
    exit(0);
}
