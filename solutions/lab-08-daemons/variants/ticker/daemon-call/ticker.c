/* daemon(3) does all but the umask. The folder is left by daemon for /, and changed to afterwards. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    if (daemon(0, 0) == -1) {
        perror("daemon");
        return 1;
    }
    umask(077);
    if (chdir("/var/tmp") == -1)
        return 1;
    for (unsigned n = 0;; n++) {
        char name[32];
        snprintf(name, sizeof name, "%u", n);
        FILE *file = fopen(name, "w");
        if (file) {
            fprintf(file, "file %u\n", n);
            fclose(file);
        }
        sleep(3);
    }
}
