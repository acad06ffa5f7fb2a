/* Nobody leaves the loop: 2^3 processes. */
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 3; i++)
        fork();
    while (wait(NULL) > 0)
        ;
    return 0;
}
