/* Both children have vanished before vfork returns: strace can no longer look up their pids. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    signal(SIGCHLD, SIG_IGN);
    for (int i = 0; i < 2; i++)
        if (vfork() == 0) {
            write(1, i == 0 ? "first\n" : "second\n", i == 0 ? 6 : 7);
            _exit(i);
        }
    return 0;
}
