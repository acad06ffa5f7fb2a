/* 中文输出，带颜色；一个后台子进程读终端，被 SIGTTIN 停住。 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    const char 状态[] = "ZTSR";
    pid_t 子进程[4];
    for (int i = 0; i < 4; i++) {
        switch (子进程[i] = fork()) {
        case -1:
            perror("fork");
            return 1;
        case 0:
            if (状态[i] == 'Z')
                exit(0);
            if (状态[i] == 'T') {
                char c;
                setpgid(0, 0);
                if (read(STDIN_FILENO, &c, 1) < 1)
                    exit(1);
            }
            while (状态[i] == 'S')
                sleep(100);
            for (volatile unsigned long 次数 = 0;; 次数++)
                ;
        }
    }
    for (int i = 0; i < 4; i++)
        printf("子进程%d（父进程%d）：状态\033[1;3%dm%c\033[0m，第 %d 个\n", 子进程[i], getpid(), i + 1, 状态[i], i + 1);
    printf("按 Enter 结束……");
    fflush(stdout);
    while (getchar() != '\n')
        ;
    for (int i = 0; i < 4; i++) {
        kill(子进程[i], SIGKILL);
        waitpid(子进程[i], NULL, 0);
    }
    return 0;
}
