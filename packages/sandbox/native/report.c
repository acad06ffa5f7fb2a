#include "report.h"

#include <stdlib.h>
#include <string.h>

void send_numbers(char type, int count, const long long numbers[], const void *tail, size_t length)
{
    struct bytes payload = { 0 };
    for (int i = 0; i < count; i++)
        bytes_number(&payload, numbers[i]);
    wire_send(type, &payload, tail, length);
    free(payload.data);
}

void answer(long long request, int error)
{
    SEND('R', NULL, 0, request, error);
}

void report_limit(const char *limit, long long value)
{
    SEND('l', limit, strlen(limit), monotonic_ns(), value);
}
