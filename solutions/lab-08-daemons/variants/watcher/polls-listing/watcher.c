/* Once a second: a linked list of what was there, by inode, so that a renamed file is known again. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct file {
    ino_t inode;
    char *name;
    long long size;
    time_t modified;
    int seen;
    struct file *next;
} file;

static file *files;
static const char *logname = "/var/log/watcher.log";

static void record(const char *format, ...)
{
    FILE *f = fopen(logname, "a");
    if (!f)
        return;
    time_t t = time(0);
    struct tm *tm = localtime(&t);
    fprintf(f, "%d年%d月%d日%d时%d分%d秒 ", tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec);
    va_list list;
    va_start(list, format);
    vfprintf(f, format, list);
    va_end(list);
    fclose(f);
}

static void scan(int quiet)
{
    DIR *d = opendir(".");
    struct dirent *e;
    struct stat st;
    if (!d)
        exit(1);
    for (file *p = files; p; p = p->next)
        p->seen = 0;
    while ((e = readdir(d))) {
        if (e->d_name[0] == '.' || stat(e->d_name, &st) || !S_ISREG(st.st_mode))
            continue;
        file *p = files;
        while (p && p->inode != st.st_ino)
            p = p->next;
        if (!p) {
            p = calloc(1, sizeof *p);
            p->inode = st.st_ino;
            p->name = strdup(e->d_name);
            p->next = files;
            files = p;
            if (!quiet)
                record("新建 %s\n", p->name);
        } else if (strcmp(p->name, e->d_name)) {
            record("改名 %s -> %s\n", p->name, e->d_name);
            free(p->name);
            p->name = strdup(e->d_name);
        } else if (p->size != st.st_size || p->modified != st.st_mtime)
            record("修改 %s\n", p->name);
        p->size = st.st_size;
        p->modified = st.st_mtime;
        p->seen = 1;
    }
    closedir(d);
    for (file **link = &files; *link;) {
        file *p = *link;
        if (p->seen) {
            link = &p->next;
            continue;
        }
        record("删除 %s\n", p->name);
        *link = p->next;
        free(p->name);
        free(p);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2 || chdir(argv[1])) {
        printf("%s: %s\n", argc > 1 ? argv[1] : "目录", strerror(errno));
        exit(1);
    }
    pid_t pid = fork();
    if (pid)
        exit(pid < 0);
    setsid();
    signal(SIGHUP, SIG_IGN);
    pid = fork();
    if (pid)
        exit(pid < 0);
    umask(0);
    int max = getdtablesize();
    for (int i = 0; i < max; i++)
        close(i);
    scan(1);
    record("开始监视 %s\n", argv[1]);
    for (;;) {
        sleep(1);
        scan(0);
    }
}
