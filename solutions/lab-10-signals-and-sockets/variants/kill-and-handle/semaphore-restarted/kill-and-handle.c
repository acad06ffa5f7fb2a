/* A semaphore for each, and handlers by signal(): sem_wait begins anew after the handler and finds that there is something. */
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static sem_t got;
static volatile sig_atomic_t count;

static void on_signal(int number)
{
    int saved = errno;
    (void)number;
    count++;
    sem_post(&got);
    errno = saved;
}

static void await(sem_t *semaphore)
{
    while (sem_wait(semaphore) == -1 && errno == EINTR)
        ;
}

int main(int argc, char *argv[])
{
    int rounds = argc > 1 ? atoi(argv[1]) : 0, status = 0;
    sem_t *ready = mmap(NULL, sizeof *ready, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (ready == MAP_FAILED || sem_init(ready, 1, 0) == -1 || sem_init(&got, 0, 0) == -1)
        return EXIT_FAILURE;
    signal(SIGUSR2, on_signal);
    pid_t child = fork();
    if (child == -1)
        return EXIT_FAILURE;
    if (child == 0) {
        signal(SIGUSR1, on_signal);
        sem_post(ready);
        for (int i = 0; i < rounds; i++) {
            await(&got);
            kill(getppid(), SIGUSR2);
        }
        _exit(count);
    }
    await(ready);
    for (int i = 0; i < rounds; i++) {
        kill(child, SIGUSR1);
        await(&got);
    }
    while (waitpid(child, &status, 0) == -1 && errno == EINTR)
        ;
    printf("exit status of the child: %d\n", WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
