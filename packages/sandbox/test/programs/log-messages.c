/* Three messages: as it should be, with a pid that is not its own, and by a child. */
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <syslog.h>
#include <unistd.h>

int main(void)
{
    static const char forged[] = "<30>Jan  1 00:00:00 somebody[1]: forged";
    struct sockaddr_un log = { .sun_family = AF_UNIX, .sun_path = "/dev/log" };
    openlog("honest", LOG_PID, LOG_DAEMON);
    syslog(LOG_WARNING, "started with %d", 3);
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    sendto(fd, forged, sizeof forged - 1, 0, (struct sockaddr *)&log, sizeof log);
    pid_t child = fork();
    if (child == 0) {
        syslog(LOG_ERR, "of the child");
        _exit(0);
    }
    waitpid(child, NULL, 0);
    printf("child %d\n", child);
    return 0;
}
