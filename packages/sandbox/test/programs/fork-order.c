/* Both write one letter after fork; whoever is named computes for 2 ms before: fork-order parent | child. */
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void compute(void)
{
    struct timespec begin, now;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    do
        clock_gettime(CLOCK_MONOTONIC, &now);
    while ((now.tv_sec - begin.tv_sec) * 1000000000L + now.tv_nsec - begin.tv_nsec < 2000000);
}

static void put(const char *letter, int dawdles)
{
    if (dawdles)
        compute();
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
