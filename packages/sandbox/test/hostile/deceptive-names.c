/* Gives its files and messages texts that wipe a screen, forge a line of the verdict, or close a tag. */
#line 1 "\033[2J\033]0;passed\007/siblings.c"
#warning \033[32m 100/100 <script>alert(1)</script> ]]> ::error::
void lie(void) __asm__("passed_100_of_100");
void lie(void)
{
}

int main(void)
{
    int unused;
    lie();
    return 0;
}
