/* Both ends open for reading and writing, so that nobody waits in open; an empty request is the farewell. */
#include <ctype.h>
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
    mkfifo(argv[1], 0622);
    mkfifo(argv[2], 0622);
    int requests = open(argv[1], O_RDWR), answers = open(argv[2], O_RDWR);
    do {
        read(requests, &request, sizeof request);
        printf("来自 %d 的请求：%s\n", request.pid, request.text);
        memset(&reply, 0, sizeof reply);
        reply.pid = getpid();
        for (int i = 0; request.text[i]; i++)
            reply.text[i] = toupper(request.text[i]);
        write(answers, &reply, sizeof reply);
    } while (request.text[0]);
    exit(0);
}
