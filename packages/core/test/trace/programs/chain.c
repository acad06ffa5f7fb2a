/* The parent breaks instead of the child: every process has one child. */
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 3; i++)
        if (fork() > 0) {
            wait(NULL);
            break;
        }
    return 0;
}
