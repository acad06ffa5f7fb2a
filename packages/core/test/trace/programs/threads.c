/*
 * One thread forks and ends, another reaps the child, and main has left by pthread_exit
 * before both: the process lives on until its last thread returns.
 */
#include <pthread.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_t main_thread;
static int gate[2];

static void *make_child(void *unused)
{
    (void)unused;
    pthread_join(main_thread, NULL);
    pid_t pid = fork();
    if (pid == 0) {
        char byte;
        close(gate[1]);
        read(gate[0], &byte, 1);
        _exit(5);
    }
    return (void *)(intptr_t)pid;
}

static void *reap_child(void *maker)
{
    void *pid;
    int status;
    pthread_join(*(pthread_t *)maker, &pid);
    close(gate[1]);
    waitpid((pid_t)(intptr_t)pid, &status, 0);
    write(1, "reaped by another thread\n", 25);
    return NULL;
}

int main(void)
{
    static pthread_t maker, reaper;
    pipe(gate);
    main_thread = pthread_self();
    pthread_create(&maker, NULL, make_child, NULL);
    pthread_create(&reaper, NULL, reap_child, &maker);
    pthread_exit(NULL);
}
