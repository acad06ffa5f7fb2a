/*
 * kill-and-handle N: parent and child play N rounds. SIGUSR1 goes from parent to child, SIGUSR2 comes back.
 * kill-and-handle N：父子进程玩 N 个回合。父进程发出 SIGUSR1，子进程回以 SIGUSR2。
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// >>> solution
static volatile sig_atomic_t arrived;

/* 只记下来，其余的由主程序做。 It takes a note; the rest is up to the main program. */
static void take_note(int signal_number)
{
    (void)signal_number;
    arrived = 1;
}

/* 放行信号和入睡是同一步：信号早来晚来都不会丢。 To let the signal in and to fall asleep is one step: none is lost. */
static void wait_for_signal(const sigset_t *open_mask)
{
    while (!arrived)
        sigsuspend(open_mask);
    arrived = 0;
}
// --- starter
// 这里写处理函数：只做在信号处理函数里安全的事。
// The handler goes here: nothing in it that is not safe in a signal handler.
// <<< solution

int main(int argc, char *argv[])
{
    int rounds = argc > 1 ? atoi(argv[1]) : 0;

    if (rounds < 1 || rounds > 100) {
        fprintf(stderr, "usage: %s N   (1 to 100)\n", argv[0]);
        return EXIT_FAILURE;
    }

    // >>> solution
    struct sigaction action = { .sa_handler = take_note };
    sigset_t both, open_mask;

    /* fork 之前：子进程一生下来就已准备好。 Before fork, so that the child is ready from its first moment on. */
    sigemptyset(&both);
    sigaddset(&both, SIGUSR1);
    sigaddset(&both, SIGUSR2);
    sigprocmask(SIG_BLOCK, &both, &open_mask);
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGUSR2, &action, NULL);

    pid_t child = fork();
    if (child == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (child == 0) {
        int received = 0;

        while (received < rounds) {
            wait_for_signal(&open_mask);
            received++;
            kill(getppid(), SIGUSR2);
        }
        _exit(received);
    }

    for (int i = 0; i < rounds; i++) {
        kill(child, SIGUSR1);
        wait_for_signal(&open_mask);
    }

    int status;
    if (waitpid(child, &status, 0) == -1) {
        perror("waitpid");
        return EXIT_FAILURE;
    }
    if (WIFEXITED(status))
        printf("child %d: exit status %d\n", (int)child, WEXITSTATUS(status));
    else if (WIFSIGNALED(status))
        printf("child %d: ended by signal %d\n", (int)child, WTERMSIG(status));
    // --- starter
    // 1. 为 SIGUSR1 和 SIGUSR2 做好准备，然后创建子进程。
    //    Get ready for SIGUSR1 and SIGUSR2, then make the child.
    // 2. 子进程：收到 SIGUSR1 就回 SIGUSR2，共 rounds 次，然后以收到的次数为状态退出。
    //    Child: answer each SIGUSR1 by SIGUSR2, so many times; then exit with the number received.
    // 3. 父进程：发 SIGUSR1，等到 SIGUSR2，再发下一个；最后回收子进程，打印它的退出状态。
    //    Parent: send SIGUSR1, wait for SIGUSR2, send the next; at last reap the child and print its exit status.
    // <<< solution

    return EXIT_SUCCESS;
}
