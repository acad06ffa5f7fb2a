/* Includes itself twice at every depth that the compiler goes along with. */
#include __FILE__
#include __FILE__
int main(void)
{
    return 0;
}
