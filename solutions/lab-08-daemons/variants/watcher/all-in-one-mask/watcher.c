/* Watches writes by IN_CLOSE_WRITE and attributes too; takes the events through stdio; double fork; log by descriptor. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int output = -1;

static void put(const char *text)
{
    char line[NAME_MAX + 200];
    time_t now = time(NULL);
    char *stamp = ctime(&now);
    stamp[24] = '\0';
    int n = snprintf(line, sizeof line, "%s | %s\n", stamp, text);
    if (write(output, line, n) != n)
        _exit(1);
}

static void daemonize(void)
{
    if (fork() != 0)
        _exit(0);
    setsid();
    if (fork() != 0)
        _exit(0);
    chdir("/");
    umask(0);
    close(0);
    close(1);
    close(2);
}

int main(int argc, char *argv[])
{
    struct { uint32_t bit; const char *word; } words[] = {
        { IN_CREATE, "CREATE" }, { IN_CLOSE_WRITE, "CLOSE_WRITE" }, { IN_ATTRIB, "ATTRIB" }, { IN_DELETE, "DELETE" },
        { IN_MOVED_FROM, "MOVED_FROM" }, { IN_MOVED_TO, "MOVED_TO" }, { IN_MODIFY, "MODIFY" },
    };
    uint32_t mask = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        mask |= words[i].bit;

    if (argc < 2)
        return 1;
    int fd = inotify_init();
    output = open("/var/log/watcher.log", O_WRONLY | O_APPEND | O_CREAT, 0644);
    if (inotify_add_watch(fd, argv[1], mask) < 0) {
        char text[PATH_MAX + 50];
        snprintf(text, sizeof text, "%s 打不开：%m", argv[1]);
        put(text);
        return 1;
    }
    daemonize();
    char text[PATH_MAX + 50];
    snprintf(text, sizeof text, "watch [%s]", argv[1]);
    put(text);

    FILE *stream = fdopen(fd, "r");
    setvbuf(stream, NULL, _IOFBF, 8192);
    struct inotify_event event;
    while (fread(&event, sizeof event, 1, stream) == 1) {
        char name[NAME_MAX + 1] = "";
        if (event.len > 0 && fread(name, 1, event.len, stream) != event.len)
            break;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (event.mask & words[i].bit && name[0]) {
                snprintf(text, sizeof text, "%s \"%s\"", words[i].word, name);
                put(text);
            }
    }
    return 1;
}
