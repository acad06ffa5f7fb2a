/* The children wait at a pipe until the parent, which alone moves them, has put everybody into place. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int gate[2];
    pid_t pid[5];

    if (pipe(gate) == -1) {
        perror("pipe");
        return 1;
    }
    for (int i = 0; i < 5; i++) {
        fflush(stdout);
        if ((pid[i] = fork()) == 0) {
            char nothing;
            close(gate[1]);
            /* The end of file comes when the parent closes the gate's other end. */
            exit(read(gate[0], &nothing, 1) == 0 ? 0 : 1);
        }
    }
    if (setpgid(pid[3], 0) == -1 || setpgid(pid[4], pid[3]) == -1)
        perror("setpgid");
    close(gate[1]);

    pid_t forms[] = { pid[1], 0, -pid[3], -1, -1 };
    for (int i = 0; i < 5; i++) {
        pid_t got = wait4(forms[i], NULL, WUNTRACED, NULL);
        dprintf(1, "%d. waitpid(%d, NULL, WUNTRACED) -> %d\n", i + 1, forms[i], got);
    }
    return 0;
}
