/* Threads of C11: thrd_create and mtx_lock. */
#include <stdio.h>
#include <stdlib.h>
#include <threads.h>

struct office {
    mtx_t door;
    unsigned next, rounds;
};
struct clerk {
    thrd_t thread;
    struct office *office;
    unsigned number;
};

static int serve(void *arg)
{
    struct clerk *me = arg;
    for (unsigned done = 0; done < me->office->rounds; done++) {
        mtx_lock(&me->office->door);
        unsigned ticket = me->office->next++;
        mtx_unlock(&me->office->door);
        fprintf(stdout, "%u -> %u\n", me->number, ticket);
    }
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc != 3)
        return 2;
    unsigned n = strtoul(argv[1], NULL, 10);
    struct office office = { .next = 1, .rounds = strtoul(argv[2], NULL, 10) };
    struct clerk *clerks = calloc(n, sizeof *clerks);
    mtx_init(&office.door, mtx_plain);
    for (unsigned i = 0; i < n; i++) {
        clerks[i].office = &office;
        clerks[i].number = i + 1;
        if (thrd_create(&clerks[i].thread, serve, &clerks[i]) != thrd_success)
            return 1;
    }
    for (unsigned i = 0; i < n; i++)
        thrd_join(clerks[i].thread, NULL);
    fprintf(stdout, "= %u\n", office.next - 1);
    mtx_destroy(&office.door);
    free(clerks);
    return 0;
}
