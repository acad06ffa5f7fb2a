/* What the hostile programs share: an attempt tells its name, then the error that it got. */
#ifndef ATTEMPT_H
#define ATTEMPT_H

#include <errno.h>
#include <stdio.h>
#include <string.h>

const char *strerrorname_np(int error);

/* An attempt that may succeed, as nobody else is worse off. */
#define TRY(name, call)                                                             \
    do {                                                                            \
        errno = 0;                                                                  \
        long result_ = (long)(call);                                                \
        int error_ = errno;                                                         \
        printf("%s %s\n", name, result_ == -1 ? strerrorname_np(error_) : "done");  \
        fflush(stdout);                                                             \
    } while (0)

/* An attempt that succeeds in nothing but a sandbox with a hole: BREACH is what the test looks for. */
#define REFUSED(name, call)                                                          \
    do {                                                                             \
        errno = 0;                                                                   \
        long result_ = (long)(call);                                                 \
        int error_ = errno;                                                          \
        printf("%s %s\n", name, result_ == -1 ? strerrorname_np(error_) : "BREACH"); \
        fflush(stdout);                                                              \
    } while (0)

#endif
