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

// >>> solution
static volatile sig_atomic_t timed_out, ask_again;

/* 只设标志；被打断的 read 返回之后再看是哪一个。 They set flags; who they are from is seen when read has returned. */
static void on_alarm(int signal_number)
{
    (void)signal_number;
    timed_out = 1;
}

static void on_usr1(int signal_number)
{
    (void)signal_number;
    ask_again = 1;
}

/* 不带 SA_RESTART：信号打断 read。 Without SA_RESTART: a signal interrupts read. */
static void install(int signal_number, void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler };

    sigemptyset(&action.sa_mask);
    if (sigaction(signal_number, &action, NULL) == -1) {
        perror("sigaction");
        exit(EXIT_FAILURE);
    }
}

/*
 * 第一个 SIGALRM 也许落在 read 之前的那一瞬，所以此后每 0.1 秒再来一个。
 * The first SIGALRM may come in the instant before read: from then on there is one every 0.1 s.
 */
static void set_timer(int seconds)
{
    struct itimerval timer = {
        .it_value = { .tv_sec = seconds },
        .it_interval = { .tv_usec = seconds > 0 ? 100000 : 0 },
    };

    setitimer(ITIMER_REAL, &timer, NULL);
}

static void ask(const char *question)
{
    printf("%s ", question);
    fflush(stdout);
}

/* 返回 read 的结果；时间到了返回 -1。 Returns what read returns; -1 when the time is up. */
static ssize_t answer_to(const char *question, char *line, size_t size)
{
    ssize_t length;

    ask(question);
    while ((length = read(STDIN_FILENO, line, size)) == -1 && errno == EINTR && !timed_out)
        if (ask_again) {
            ask_again = 0;
            ask(question);
        }
    return length;
}
// --- starter
// 这里写处理函数，以及你需要的其他函数。
// The handlers go here, and whatever other functions you need.
// <<< solution

int main(int argc, char *argv[])
{
    int seconds = argc > 1 ? atoi(argv[1]) : 0;

    if (seconds < 1) {
        fprintf(stderr, "usage: %s SECONDS\n", argv[0]);
        return EXIT_FAILURE;
    }

    // >>> solution
    char line[4096];
    ssize_t length;

    install(SIGALRM, on_alarm);
    install(SIGUSR1, on_usr1);

    set_timer(seconds);
    length = answer_to("Who is there?", line, sizeof line);
    if (length == -1 && timed_out) {
        printf("\nNo answer within %d s.\n", seconds);
        return TIMED_OUT;
    }
    if (length == -1) {
        perror("read");
        return EXIT_FAILURE;
    }
    set_timer(0);
    if (length == 0) {
        printf("\nEnd of input.\n");
        return NO_MORE_INPUT;
    }
    printf("Hello, %.*s", (int)length, line);

    timed_out = 0;
    answer_to("And what do you want? Take your time.", line, sizeof line);
    // --- starter
    // 1. 装好 SIGALRM 和 SIGUSR1 的处理函数。
    //    Install handlers for SIGALRM and SIGUSR1.
    // 2. 提问，设好定时器，读一行。时间到了：以 TIMED_OUT 退出；输入结束：以 NO_MORE_INPUT 退出。
    //    Ask, set the timer, read a line. Out of time: exit with TIMED_OUT; end of input: exit with NO_MORE_INPUT.
    // 3. 有了回答：取消定时器，打印回答，再提一个不限时的问题。
    //    An answer: turn the timer off, print the answer, and ask one more question, without a limit.
    // <<< solution

    return EXIT_SUCCESS;
}
