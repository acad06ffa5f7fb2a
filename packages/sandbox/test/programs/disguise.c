/* Takes the name and the command line of another program, and hides its memory: disguise NAME. */
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    char name[16];
    snprintf(name, sizeof name, "%s", argc > 1 ? argv[1] : "init");
    size_t length = argv[argc - 1] + strlen(argv[argc - 1]) - argv[0];
    memset(argv[0], 0, length);
    strcpy(argv[0], name);
    prctl(PR_SET_NAME, name, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    puts("disguised");
    fflush(stdout);
    for (;;)
        pause();
}
