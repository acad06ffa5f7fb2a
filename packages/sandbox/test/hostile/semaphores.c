/* Asks for semaphores and queues without end: a set of 32,000 is two megabytes of the kernel's own, semget(2), msgget(2). */
#define _GNU_SOURCE
#include "attempt.h"
#include <sys/msg.h>
#include <sys/sem.h>

int main(void)
{
    int sets = 0, queues = 0;
    REFUSED("large-set", semget(IPC_PRIVATE, 32000, IPC_CREAT | 0600));
    while (sets < 500 && semget(IPC_PRIVATE, 250, IPC_CREAT | 0600) >= 0)
        sets++;
    while (queues < 500 && msgget(IPC_PRIVATE, IPC_CREAT | 0600) >= 0)
        queues++;
    printf("sets %s, queues %s\n", sets < 500 ? "limited" : "BREACH", queues < 500 ? "limited" : "BREACH");
    return 0;
}
