/* Looks for limits that rlimits cannot hold for a whole sandbox: memory, tasks, disk. */
#ifndef PROCLAB_WATCH_H
#define PROCLAB_WATCH_H

struct watch {
    long long memory; /* bytes, over all processes and the files in memory */
    long long tasks;  /* threads and processes */
    long long inodes; /* files of every type */
};

/*
 * Looks once. Reports each limit the first time it is reached; over those of memory and inodes it ends every process.
 * Returns 0 where nothing has run, grown or shrunk since it looked before, as far as clock ticks tell, proc(5).
 */
int watch_limits(const struct watch *watch, void (*report)(const char *limit, long long value));

#endif
