/* 一切都从 /proc/self 读出来：stat 的第 6、7 栏，status 的 Umask，cwd，fd */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void link_of(FILE *out, const char *key, const char *path)
{
    char target[1024];
    ssize_t n = readlink(path, target, sizeof target - 1);
    if (n < 0)
        strcpy(target, "closed");
    else
        target[n] = '\0';
    fprintf(out, "%s=%s\n", key, target);
}

static void report(FILE *out)
{
    int pid, sid, tty;
    char line[256], key[32];

    FILE *stat = fopen("/proc/self/stat", "r");
    fscanf(stat, "%d %*s %*c %*d %*d %d %d", &pid, &sid, &tty);
    fclose(stat);
    fprintf(out, "# 守护进程的报告\npid=%d\nsid=%d\ntty=%s\n", pid, sid, tty ? "yes" : "no");
    link_of(out, "cwd", "/proc/self/cwd");

    FILE *status = fopen("/proc/self/status", "r");
    while (fgets(line, sizeof line, status))
        if (sscanf(line, "Umask: %s", key) == 1)
            fprintf(out, "umask=%s\n", key);
    fclose(status);

    for (int fd = 0; fd < 3; fd++) {
        char path[64];
        sprintf(key, "%d", fd);
        sprintf(path, "/proc/self/fd/%d", fd);
        link_of(out, key, path);
    }

    int open_still = 0;
    struct dirent *entry;
    DIR *dir = opendir("/proc/self/fd");
    while ((entry = readdir(dir))) {
        char path[300], target[1024];
        snprintf(path, sizeof path, "/proc/self/fd/%s", entry->d_name);
        ssize_t n = readlink(path, target, sizeof target - 1);
        if (n > 0 && (target[n] = 0, strstr(target, ".early")))
            open_still = 1;
    }
    closedir(dir);
    fprintf(out, "early=%s\n", open_still ? "open" : "closed");
}

int main(int argc, char *argv[])
{
    if (argc < 3)
        return 1;
    FILE *early = fopen("/tmp/library-daemon.early", "a");
    if (!early || daemon(atoi(argv[1]), atoi(argv[2])))
        exit(1);
    if (argc > 3) {
        pid_t p = fork();
        if (p < 0)
            exit(1);
        if (p)
            exit(0);
        umask(0077);
        fclose(early);
    }
    int m = getpt();
    grantpt(m);
    unlockpt(m);
    fopen(ptsname(m), "r+");
    FILE *out = fopen("/tmp/library-daemon.report", "w");
    report(out);
    fclose(out);
    while (1)
        sleep(1000);
}
