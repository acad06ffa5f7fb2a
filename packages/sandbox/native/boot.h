#ifndef PROCLAB_BOOT_H
#define PROCLAB_BOOT_H

/*
 * PID 1 of a second boot over the same disk: confined as every program is, it becomes the init that it is given.
 * Arguments: first pid, the five limits of a program, then the init and its arguments. Writes one byte
 * to standard output just before that init starts. Refuses to be anything but PID 1.
 */
int boot_main(int argc, char *argv[]);

#endif
