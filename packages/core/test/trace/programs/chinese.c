/* stdio, a character that is cut in two by write, bytes that are no UTF-8, and what looks like a trace. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    puts("父进程：你好");
    fflush(stdout);
    write(1, "子\xe8", 4);
    write(1, "\xbf\x9b\n", 3);
    write(1, "\x80\0011\t\"q\\\n", 8);
    write(1, "= 4 /* 5 in strace's PID NS */) = 3\n", 36);
    return 0;
}
