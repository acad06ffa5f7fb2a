/* Has the compiler wait for somebody to type: its input, its terminal, by every name. */
#include "/dev/stdin"
#include "/dev/tty"
#include "/dev/pts/0"
#include "/proc/self/fd/0"
int main(void)
{
    return 0;
}
