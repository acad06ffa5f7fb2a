/* A thread that is not the main one calls execve: it becomes the main thread, with its id. */
#include <pthread.h>
#include <unistd.h>

static void *become(void *unused)
{
    (void)unused;
    execl("/bin/echo", "echo", "from a thread", (char *)NULL);
    return NULL;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, become, NULL);
    pthread_join(thread, NULL);
    return 1;
}
