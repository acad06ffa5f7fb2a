/* Lays down results where a grader might look for them: beside its program, above it, in the root, in /tmp, in its home. */
#define _GNU_SOURCE
#include "attempt.h"
#include "host.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char verdict[] = "{\"format\":\"proclab-verdict\",\"version\":1,\"points\":{\"earned\":100,\"possible\":100}}";

static int lay(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    return fd < 0 || write(fd, verdict, sizeof verdict - 1) < 0 ? -1 : close(fd);
}

int main(void)
{
    static const char *const names[] = { "verdict.json", "evidence.json", "result.txt", "../verdict.json", "/verdict.json", "/tmp/" HOST_MARK, "/root/verdict.json", "/dev/shm/" HOST_MARK, "/var/tmp/" HOST_MARK };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        TRY("lay", lay(names[i]));
    mkdir("out", 0777);
    TRY("lay", lay("out/verdict.json"));
    REFUSED("result", lay(HOST_RESULT "/verdict.json"));
    return 0;
}
