#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
	pid_t parent = getpid();
	pid_t pid = fork();

	if(pid == 0)
	{
		sleep(3);
		printf("----- child process pid: %d, ppid: %d, was: %d \n", getpid(), getppid(), parent);
		while(1)
			sleep(1);
	}
	else if(pid > 0)
	{
		printf("----- parent process pid: %d, ppid: %d \n", getpid(), getppid());
	}

	return 0;
}
