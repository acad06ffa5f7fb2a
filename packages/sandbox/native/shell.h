/*
 * The session leader of one terminal, in the place of a login shell: it runs programs in the foreground,
 * each in a process group of its own, gets its prompt back when they end or stop, passes SIGHUP on to
 * its jobs and dies of it, as bash does (bash(1), SIGNALS).
 */
#ifndef PROCLAB_SHELL_H
#define PROCLAB_SHELL_H

/* The descriptor on which a shell talks to PID 1. */
#define SHELL_CHANNEL 3
/* The largest command line with its environment. */
#define SHELL_MESSAGE 131072

int shell_main(void);

#endif
