/* fork 之后，父子各自用 mprotect 放开映射；子进程让 echo 去打印。 After the fork each gets its access by mprotect; echo prints for the child. */
#include <err.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct board {
    sem_t written;
    char text[128];
};

int main(void)
{
    struct board *board = mmap(NULL, sizeof *board, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (board == MAP_FAILED)
        err(1, "mmap");
    mprotect(board, sizeof *board, PROT_READ | PROT_WRITE);
    sem_init(&board->written, 1, 0);
    mprotect(board, sizeof *board, PROT_NONE);

    pid_t child = fork();
    if (mprotect(board, sizeof *board, PROT_READ | PROT_WRITE) == -1)
        err(1, "mprotect");
    if (child == 0) {
        while (sem_wait(&board->written) == -1)
            ;
        execlp("echo", "echo", board->text, (char *)NULL);
        _exit(1);
    }
    if (fgets(board->text, sizeof board->text, stdin) == NULL)
        return 1;
    board->text[strcspn(board->text, "\n")] = '\0';
    sem_post(&board->written);
    waitpid(child, NULL, 0);
    return 0;
}
