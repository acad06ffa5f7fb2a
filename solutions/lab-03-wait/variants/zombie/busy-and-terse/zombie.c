#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(){int p=fork();if(!p)return 0;
printf("%d %d\n",getpid(),p);
while(getchar()!='\n');
wait(0);
while(getchar()!='\n');
}
