/* What PID 1 settles with the kernel before anybody else is there. */
#ifndef PROCLAB_KERNEL_H
#define PROCLAB_KERNEL_H

/* Needs the capabilities that bubblewrap leaves to PID 1. Returns whether System V objects are limited now. */
int settle_kernel(long long first_pid);

#endif
