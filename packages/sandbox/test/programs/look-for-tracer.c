/* Tells who traces it, and the name of every process that it can see. */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

static void show(const char *path, const char *beginning)
{
    char line[256];
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (!strncmp(line, beginning, strlen(beginning)))
            fputs(line, stdout);
    if (file)
        fclose(file);
}

int main(void)
{
    show("/proc/self/status", "TracerPid");
    DIR *proc = opendir("/proc");
    for (struct dirent *entry; (entry = readdir(proc));) {
        char path[300];
        snprintf(path, sizeof path, "/proc/%s/comm", entry->d_name);
        if (isdigit((unsigned char)entry->d_name[0]))
            show(path, "");
    }
    return 0;
}
