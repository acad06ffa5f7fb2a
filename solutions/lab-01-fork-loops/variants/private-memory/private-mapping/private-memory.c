/* The heap variable lies in a private mapping; the file is read at the end. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t owner;

int main(void)
{
    pid_t own = getpid(), *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    FILE *file = fopen("offset.txt", "w");
    if (page == MAP_FAILED || file == NULL)
        return 1;
    owner = *page = own;

    pid_t pid = fork();
    if (pid == 0) {
        owner = *page = own = getpid();
        fprintf(file, "the child is %d\n", own);
        fflush(file);
    }
    printf("%p holds %d\n%p holds %d\n%p holds %d\n", (void *)&owner, owner, (void *)&own, own, (void *)page, *page);
    if (pid == 0)
        raise(SIGSTOP);
    else {
        while (getchar() != '\n')
            continue;
        kill(pid, SIGTERM);
        kill(pid, SIGCONT);
        while (wait(NULL) != -1)
            continue;
        printf("%ld bytes before mine\n", lseek(fileno(file), 0, SEEK_CUR));
        fprintf(file, "the parent is %d\n", own);
        fclose(file);
        char text[80];
        int again = open("offset.txt", O_RDONLY);
        return again == -1 || write(STDOUT_FILENO, text, read(again, text, sizeof text)) <= 0;
    }
    return 1;
}
