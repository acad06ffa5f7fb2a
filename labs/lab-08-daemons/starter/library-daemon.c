/*
 * library-daemon: what daemon(3) does, and what it leaves to be done, as the daemon itself finds it.
 * library-daemon：daemon(3) 做了什么，还剩什么要自己做，由守护进程自己查看并写成报告。
 *
 *   ./library-daemon NOCHDIR NOCLOSE         daemon(NOCHDIR, NOCLOSE), and nothing else
 *   ./library-daemon NOCHDIR NOCLOSE more    the same, and what is missing
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <syslog.h>
#include <unistd.h>

#define EARLY "/tmp/library-daemon.early"
#define REPORT "/tmp/library-daemon.report"

int main(int argc, char *argv[])
{
    if (argc < 3) {
        fprintf(stderr, "usage: %s NOCHDIR NOCLOSE [more]\n", argv[0]);
        return EXIT_FAILURE;
    }
    int nochdir = atoi(argv[1]), noclose = atoi(argv[2]);
    int more = argc > 3 && strcmp(argv[3], "more") == 0;

    // 1. 打开 EARLY，让它开着 / open EARLY, and leave it open

    // 2. daemon(nochdir, noclose)
    (void)nochdir;
    (void)noclose;

    // 3. 有 more 时，补上 daemon(3) 没有做的 / with "more", do what daemon(3) leaves undone
    (void)more;

    // 4. 打开一个新的伪终端（不带 O_NOCTTY），不关闭 / open a new pseudo-terminal, without O_NOCTTY, and keep it open

    // 5. 把查到的写进 REPORT / write what you find into REPORT

    // 6. 等待 / wait
    return EXIT_SUCCESS;
}
