/* Both write one letter after fork; who is first is the scheduler's to say. */
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    if (fork() == 0)
        return write(1, "c", 1) != 1;
    if (write(1, "p", 1) != 1)
        return 2;
    return wait(NULL) < 0;
}
