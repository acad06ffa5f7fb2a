/* Puts symbolic links where the grader reads a file: to a secret of the host's, to PID 1's environment, to a device. */
#include "attempt.h"
#include "host.h"
#include <unistd.h>

int main(void)
{
    TRY("link-to-secret", symlink(HOST_HOME "/secret", "offset.txt"));
    TRY("link-to-init", symlink("/proc/1/root" HOST_HOME "/secret", "linked"));
    TRY("link-to-device", symlink("/dev/zero", "endless.txt"));
    TRY("link-to-itself", symlink("loop", "loop"));
    return 0;
}
