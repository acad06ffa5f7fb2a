/* exec without fork, twice, after one that fails. */
#include <unistd.h>

int main(void)
{
    execl("/no/such/program", "no", (char *)NULL);
    execlp("env", "env", "-i", "echo", "two", "", (char *)NULL);
    return 1;
}
