/* Repeats the line that it reads. */
#include <stdio.h>

int main(void)
{
    char line[256];
    puts("ready");
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin))
        return 1;
    printf("got %s", line);
    return 0;
}
