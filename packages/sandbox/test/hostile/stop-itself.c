/* Stops itself, so that it neither works nor ends. */
#include <signal.h>

int main(void)
{
    return raise(SIGSTOP);
}
