/* waitid tells by si_pid whether anybody has ended. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    siginfo_t who;
    for (int i = 0; i < 3; i++) {
        pid_t pid = vfork();
        if (pid == 0) {
            execl("/bin/sleep", "child", "600", (char *)NULL);
            _exit(127);
        }
    }
    for (int beat = 1;;) {
        memset(&who, 0, sizeof who);
        if (waitid(P_ALL, 0, &who, WEXITED | WNOHANG) == -1)
            break;
        if (who.si_pid != 0)
            printf("%d ended, code %d, status %d\n", who.si_pid, who.si_code, who.si_status);
        else {
            printf("beat %d\n", beat++);
            usleep(120000);
        }
    }
    return 0;
}
