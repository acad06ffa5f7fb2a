/* Takes terminals, of which the whole machine has no more than a few thousand, until it gets none: pts(4). */
#define _GNU_SOURCE
#include "attempt.h"
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
    int taken = 0;
    while (taken < 500 && posix_openpt(O_RDWR | O_NOCTTY) >= 0)
        taken++;
    printf("terminals %s\n", taken < 100 ? "limited" : "BREACH");
    return 0;
}
