/* Has the assembler put files of the host's into the program, to print them when it runs. */
#include "host.h"
#include <stdio.h>

__asm__(".globl stolen\nstolen:\n.incbin \"" HOST_HOME "/secret\"\n.incbin \"/etc/shadow\"\n.byte 0\n");
__asm__(".include \"" HOST_REFERENCE "\"\n");
extern const char stolen[];

int main(void)
{
    return puts(stolen);
}
