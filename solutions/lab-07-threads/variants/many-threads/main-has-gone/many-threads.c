/* main ends with pthread_exit: ps shows Zl, and the threads live. The first of them reads Enter and ends the process. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct self {
    int number;
};

static void *live(void *arg)
{
    struct self self = *(struct self *)arg;
    char c;

    free(arg);
    pthread_detach(pthread_self());
    dprintf(STDOUT_FILENO, "I am number %d of process %d, thread %d\n", self.number, getpid(), gettid());
    if (self.number == 1) {
        read(STDIN_FILENO, &c, 1);
        exit(EXIT_SUCCESS);
    }
    for (;;)
        pause();
}

int main(int argc, char *argv[])
{
    pthread_t thread;

    for (int i = 1; argc > 1 && i <= atoi(argv[1]); i++) {
        struct self *self = malloc(sizeof *self);
        self->number = i;
        if (pthread_create(&thread, NULL, live, self) != 0)
            return EXIT_FAILURE;
    }
    pthread_exit(NULL);
}
