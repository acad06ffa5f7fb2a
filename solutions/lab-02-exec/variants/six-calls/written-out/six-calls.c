/* Every call written out; the children run at once, and strange names stand in argv[0]. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/wait.h>

char *env1[] = { "LAB=02", "CALL=execle", NULL };
char *env2[] = { "CALL=execvpe", "LAB=02", NULL };

void start(char *what)
{
	printf("I am %d and I will be gone by %s\n", getpid(), what);
	fflush(stdout);
}

int main()
{
	int st;

	if (fork() == 0) {
		start("execl");
		execl("/usr/bin/printf", "", "%s: %s\n", "execl", "two words", NULL);
		perror("execl"); exit(1);
	}
	if (fork() == 0) {
		start("execlp");
		execlp("printf", "/usr/bin/printf", "%s: %s\n", "execlp", "two words", NULL, NULL);
		perror("execlp"); exit(1);
	}
	if (fork() == 0) {
		start("execle");
		execle("/bin/echo", "placeholder", "execle", "two words", (char *)0, env1);
		perror("execle"); exit(1);
	}
	if (fork() == 0) {
		char *a[] = { "echo", "-n", "execv", "two words", 0 };
		start("execv");
		execv("/bin/echo", a);
		perror("execv"); exit(1);
	}
	if (fork() == 0) {
		char *a[] = { "what", "execvp", "two words", 0 };
		start("execvp");
		execvp("true", a);
		perror("execvp"); exit(1);
	}
	if (fork() == 0) {
		char *a[] = { "sh", "-c", "env; echo $0 $1", "execvpe", "two words", 0 };
		start("execvpe");
		execvpe("sh", a, env2);
		perror("execvpe"); exit(1);
	}
	while (wait(&st) != -1)
		printf("status %d\n", WEXITSTATUS(st));
	exit(1);
}
