/* Both write one letter after fork; whoever is named dawdles before: fork-order parent | child. */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void put(const char *letter, int dawdles)
{
    if (dawdles)
        usleep(2000);
    if (write(1, letter, 1) != 1)
        _exit(2);
}

int main(int argc, char *argv[])
{
    const char *slow = argc > 1 ? argv[1] : "";
    if (fork() == 0) {
        put("c", !strcmp(slow, "child"));
        return 0;
    }
    put("p", !strcmp(slow, "parent"));
    return wait(NULL) < 0;
}
