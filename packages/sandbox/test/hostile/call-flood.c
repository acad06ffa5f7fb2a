/* Makes ten thousand calls that a tracer has to write down, with as much text in each as it will take. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static char text[4096];

int main(void)
{
    int null = open("/dev/null", O_WRONLY);
    memset(text, '\1', sizeof text);
    for (int i = 0; i < 10000; i++)
        if (write(null, text, sizeof text) < 0)
            return 1;
    return 0;
}
