/* Waits in the foreground for whatever may end it. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    puts("waiting");
    fflush(stdout);
    for (;;)
        pause();
}
