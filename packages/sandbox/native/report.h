/* What PID 1 tells the grader: frames whose payload begins with numbers. */
#ifndef PROCLAB_REPORT_H
#define PROCLAB_REPORT_H

#include "wire.h"

void send_numbers(char type, int count, const long long numbers[], const void *tail, size_t length);
#define SEND(type, tail, length, ...)                                                              \
    send_numbers(type, sizeof((long long[]){ __VA_ARGS__ }) / sizeof(long long), (long long[]){ __VA_ARGS__ }, tail, length)

/* Answers a request with an errno, 0 for success. */
void answer(long long request, int error);
void report_limit(const char *limit, long long value);

#endif
