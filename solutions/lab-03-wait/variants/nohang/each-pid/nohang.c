/* Asks for every pid in each round; the children say that they are there. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define N 3

int main()
{
    pid_t kids[N];
    int gone = 0, seconds = 0;

    for (int i = 0; i < N; i++) {
        switch (kids[i] = fork()) {
        case -1:
            perror("fork");
            exit(1);
        case 0:
            printf("child %d is here\n", getpid());
            while (1)
                sleep(100);
        }
    }
    while (gone < N) {
        struct timeval tenth = { 0, 150000 };
        for (int i = 0; i < N; i++) {
            if (kids[i] && waitpid(kids[i], NULL, WNOHANG) == kids[i]) {
                printf("child %d has gone\n", kids[i]);
                kids[i] = 0;
                gone++;
            }
        }
        printf("round %d, %d gone\n", ++seconds, gone);
        select(0, NULL, NULL, NULL, &tenth);
    }
    return 0;
}
