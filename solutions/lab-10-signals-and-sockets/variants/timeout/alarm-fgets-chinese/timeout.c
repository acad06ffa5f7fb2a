/* alarm 加 fgets：被打断的 fgets 返回 NULL，看 feof 和标志来分清。 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t up = 0;

static void on_alarm(int signo) { (void)signo; up = 1; }
static void on_usr1(int signo) { (void)signo; }

int main(int argc, char **argv)
{
    char buf[1024];
    struct sigaction sa;

    if (argc != 2)
        return 1;
    memset(&sa, 0, sizeof(sa));
    sa.sa_handler = on_alarm;
    sigaction(SIGALRM, &sa, NULL);
    sa.sa_handler = on_usr1;
    sigaction(SIGUSR1, &sa, NULL);

    alarm(atoi(argv[1]));
    for (;;) {
        printf("请问尊姓大名？");
        fflush(stdout);
        if (fgets(buf, sizeof(buf), stdin) != NULL)
            break;
        if (feof(stdin)) {
            printf("\n输入结束了\n");
            exit(3);
        }
        if (up) {
            printf("\n时间到了\n");
            exit(2);
        }
        clearerr(stdin);
    }
    alarm(0);
    buf[strcspn(buf, "\n")] = '\0';
    printf("你好，%s！\n还有什么要说？不着急\n", buf);
    while (fgets(buf, sizeof(buf), stdin) == NULL && !feof(stdin))
        clearerr(stdin);
    return 0;
}
