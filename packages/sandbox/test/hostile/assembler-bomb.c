/* Has the assembler write more than any disk holds. */
__asm__(".data\n.rept 4000000000\n.quad 1\n.endr\n");

int main(void)
{
    return 0;
}
