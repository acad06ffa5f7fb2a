#define _GNU_SOURCE
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* The semaphore lies in the file too, before the text. */
struct page {
    sem_t ready;
    char text[200];
};

int main(int argc, char **argv)
{
    int fd = open(argv[argc - 1], O_RDWR | O_CREAT | O_TRUNC, 0600);
    lseek(fd, sizeof(struct page) - 1, SEEK_SET);
    if (write(fd, "", 1) != 1)
        return 1;
    struct page *page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    sem_init(&page->ready, 1, 0);
    switch (fork()) {
    case -1:
        perror("fork");
        return 1;
    case 0:
        sem_wait(&page->ready);
        printf("子进程 %d 读到：%s\n", (int)getpid(), page->text);
        break;
    default: {
        char line[100] = "";
        if (fgets(line, sizeof line, stdin) == NULL)
            perror("fgets");
        strcpy(page->text, line);
        sem_post(&page->ready);
        while (wait(NULL) > 0)
            ;
    }
    }
    munmap(page, sizeof *page);
    close(fd);
    return 0;
}
