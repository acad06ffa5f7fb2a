/* Prints without end. */
#include <string.h>
#include <unistd.h>

int main(void)
{
    char text[4096];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\n';
    while (write(1, text, sizeof text) > 0)
        ;
    return 1;
}
