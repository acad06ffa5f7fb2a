/* No handler: whenever nothing has been typed for a moment, it looks whether a child has ended. */
#include <ctype.h>
#include <poll.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    struct pollfd terminal = { .fd = 0, .events = POLLIN };
    char line[256];

    for (int i = 0; i < 4; i++) {
        switch (fork()) {
        case -1:
            perror("fork");
            return 1;
        case 0:
            if (i != 0)
                pause();
            _exit(0);
        }
    }
    for (;;) {
        int ready = poll(&terminal, 1, 100);
        while (waitpid(0, NULL, WNOHANG) > 0)
            ;
        if (ready <= 0)
            continue;
        ssize_t n = read(0, line, sizeof line);
        if (n <= 0)
            break;
        for (int i = 0; i < n; i++)
            line[i] = toupper((unsigned char)line[i]);
        if (write(1, line, n) < 0)
            break;
    }
    return 0;
}
