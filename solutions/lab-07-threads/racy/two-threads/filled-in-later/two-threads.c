/* What the thread is to do is handed over in a struct. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct task {
    const char *words;
    int times;
};

static void *work(void *arg)
{
    const struct task *task = arg;

    for (int i = 0; i < task->times; i++)
        puts(task->words);
    return NULL;
}

int main(void)
{
    static struct task task;
    pthread_t thread;

    /* From pthread_create on the thread may read it. */
    task.words = "the other thread: wild geese";
    task.times = 2;
    if (pthread_create(&thread, NULL, work, &task) != 0)
        return EXIT_FAILURE;
    puts("the main thread: I have handed over its task");
    pthread_join(thread, NULL);
    return EXIT_SUCCESS;
}
