/* Goes up by `..` and down by absolute paths to change the reference, the labs, the grader and its own result. */
#define _GNU_SOURCE
#include "attempt.h"
#include "host.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const FORGED = "{ \"points\": { \"earned\": 100, \"possible\": 100 } }";

static int overwrite(const char *path)
{
    int fd = open(path, O_WRONLY | O_TRUNC);
    return fd < 0 ? -1 : (int)write(fd, FORGED, strlen(FORGED));
}

int main(void)
{
    char up[4096] = "";
    REFUSED("reference", overwrite(HOST_REFERENCE));
    REFUSED("lab", overwrite(HOST_REPOSITORY "/labs/lab-01-fork-loops/dist/lab.cjs"));
    REFUSED("grader", overwrite(HOST_REPOSITORY "/grader/dist/grade.cjs"));
    REFUSED("submission", overwrite(HOST_SUBMISSION "/siblings.c"));
    REFUSED("result", overwrite(HOST_RESULT "/verdict.json"));
    for (int i = 0; i < 20; i++)
        strcat(up, "../");
    TRY("up", chdir(up));
    strcat(up, HOST_REFERENCE + 1);
    REFUSED("reference-from-above", overwrite(up));
    REFUSED("pid-1", overwrite("/.lab/init"));
    REFUSED("ps", overwrite("/usr/bin/ps"));
    REFUSED("gcc", overwrite("/usr/bin/gcc"));
    REFUSED("link", link("/usr/bin/ps", "/home/student/ps"));
    REFUSED("chmod", chmod("/usr/bin/ps", 04777));
    REFUSED("handle-on-old-root", open("/proc/self/fd/3", O_RDONLY));
    return 0;
}
