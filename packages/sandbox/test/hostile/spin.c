/* Uses the processor without end; `spin deaf` does not want to hear of it. */
#include <signal.h>

int main(int argc, char *argv[])
{
    (void)argv;
    if (argc > 1)
        signal(SIGXCPU, SIG_IGN);
    for (;;)
        ;
}
