/* A real-time signal kills, by waitid and in its number; a mapping without a file behind it crashes with SIGBUS. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    siginfo_t info;
    pid_t children[3];

    if (argc != 2)
        return 1;
    if ((children[0] = fork()) == 0)
        exit(atoi(argv[1]));
    if ((children[1] = fork()) == 0)
        for (;;)
            pause();
    if ((children[2] = fork()) == 0) {
        int fd = open("empty", O_RDWR | O_CREAT | O_TRUNC, 0600);
        volatile char *nothing = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);

        unlink("empty");
        return nothing[0];
    }
    kill(children[1], SIGRTMIN + 1);
    for (int i = 0; i < 3; i++) {
        waitid(P_ALL, 0, &info, WEXITED);
        if (info.si_code == CLD_EXITED)
            printf("process %d: exit code %d\n", (int)info.si_pid, info.si_status);
        else
            printf("process %d: signal number %d%s\n", (int)info.si_pid, info.si_status,
                   info.si_code == CLD_DUMPED ? " (core dumped)" : "");
    }
    return 0;
}
