/*
 * timeout SECONDS: asks a question at the terminal and gives up after so many seconds.
 * timeout SECONDS：在终端上提一个问题，过了这么多秒还没有回答，就不等了。
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

enum { TIMED_OUT = 2, NO_MORE_INPUT = 3 };

// 这里写处理函数，以及你需要的其他函数。
// The handlers go here, and whatever other functions you need.

int main(int argc, char *argv[])
{
    int seconds = argc > 1 ? atoi(argv[1]) : 0;

    if (seconds < 1) {
        fprintf(stderr, "usage: %s SECONDS\n", argv[0]);
        return EXIT_FAILURE;
    }

    // 1. 装好 SIGALRM 和 SIGUSR1 的处理函数。
    //    Install handlers for SIGALRM and SIGUSR1.
    // 2. 提问，设好定时器，读一行。时间到了：以 TIMED_OUT 退出；输入结束：以 NO_MORE_INPUT 退出。
    //    Ask, set the timer, read a line. Out of time: exit with TIMED_OUT; end of input: exit with NO_MORE_INPUT.
    // 3. 有了回答：取消定时器，打印回答，再提一个不限时的问题。
    //    An answer: turn the timer off, print the answer, and ask one more question, without a limit.

    return EXIT_SUCCESS;
}
