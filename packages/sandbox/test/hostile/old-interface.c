/* getpid(2) through the 32-bit interface of x86-64, which numbers its calls in another way. */
#include <stdio.h>

int main(void)
{
    long result = 20;
    puts("before");
    fflush(stdout);
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory");
    printf("%ld\n", result);
    return 0;
}
