/* Asks the linker for a program of four gigabytes. */
char all[1ul << 32] = { 1 };

int main(void)
{
    return all[5];
}
