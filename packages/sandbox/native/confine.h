/* What a submission may use and call, laid on a child just before it becomes the student's program. */
#ifndef PROCLAB_CONFINE_H
#define PROCLAB_CONFINE_H

#include "wire.h"

struct limits {
    long long processes;     /* RLIMIT_NPROC: threads and processes of the whole sandbox */
    long long address_space; /* RLIMIT_AS, bytes, each process */
    long long file_size;     /* RLIMIT_FSIZE, bytes */
    long long descriptors;   /* RLIMIT_NOFILE */
    long long cpu_seconds;   /* RLIMIT_CPU, each process */
};

struct limits read_limits(struct fields *fields);
void apply_limits(const struct limits *limits);
/* Denies the system calls that no lab needs and that reach out of the sandbox or around its limits. */
void deny_system_calls(int deny_system_v);
/* Gives up every capability for good, this process's and its children's. */
void drop_capabilities(void);

#endif
