/* The counter is kept in a file, to which each thread has a descriptor of its own. */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#define COUNTER "/tmp/last-ticket"

static long rounds;

static long last_ticket(int fd)
{
    char digits[32] = "";

    lseek(fd, 0, SEEK_SET);
    if (read(fd, digits, sizeof digits - 1) == -1)
        perror(COUNTER);
    return atol(digits);
}

static long draw(int fd)
{
    char digits[32];

    /* The lock belongs to the open file description, flock(2): of one that all share everybody would have it. */
    flock(fd, LOCK_EX);
    long ticket = last_ticket(fd) + 1;
    int length = snprintf(digits, sizeof digits, "%ld\n", ticket);
    lseek(fd, 0, SEEK_SET);
    if (write(fd, digits, (size_t)length) != length)
        perror(COUNTER);
    flock(fd, LOCK_UN);
    return ticket;
}

static void *work(void *arg)
{
    const int *number = arg;
    int fd = open(COUNTER, O_RDWR);

    for (long round = 0; round < rounds; round++) {
        long ticket = draw(fd);
        printf("thread %d: ticket %ld\n", *number, ticket);
    }
    close(fd);
    return NULL;
}

int main(int argc, char *argv[])
{
    if (argc != 3)
        return EXIT_FAILURE;
    int count = atoi(argv[1]);
    pthread_t threads[16];
    int numbers[16], fd = open(COUNTER, O_RDWR | O_CREAT | O_TRUNC, 0644);
    rounds = atol(argv[2]);

    for (int i = 0; i < count; i++) {
        numbers[i] = i + 1;
        if (pthread_create(&threads[i], NULL, work, &numbers[i]) != 0)
            return EXIT_FAILURE;
    }
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    printf("total %ld\n", last_ticket(fd));
    close(fd);
    return EXIT_SUCCESS;
}
