/* Other programs by exec, a child that its parent stops, and SIGTERM, which the stopped one takes after SIGCONT. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t start(const char *program, const char *argument)
{
    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        execlp(program, program, argument, (char *)NULL);
        _exit(127);
    }
    return pid;
}

int main(void)
{
    pid_t yes = start("yes", NULL);
    pid_t asleep = start("sleep", "1000");
    pid_t held = start("sleep", "1000");
    pid_t done = start("true", NULL);

    kill(held, SIGSTOP);
    waitpid(held, NULL, WUNTRACED);
    siginfo_t info;
    waitid(P_PID, done, &info, WEXITED | WNOWAIT);

    printf("yes\t%d\tR\nsleep\t%d\tS\nstopped sleep\t%d\tT\ntrue\t%d\tZ\n", yes, asleep, held, done);
    char line[80];
    if (fgets(line, sizeof line, stdin) == NULL)
        return 1;

    pid_t all[] = { yes, asleep, held };
    for (int i = 0; i < 3; i++) {
        kill(all[i], SIGTERM);
        kill(all[i], SIGCONT);
        waitpid(all[i], NULL, 0);
    }
    waitpid(done, NULL, 0);
    return 0;
}
