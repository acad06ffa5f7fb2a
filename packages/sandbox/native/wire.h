/*
 * The wire between the grader and PID 1: frames of a 32-bit little-endian length, one letter that
 * names the frame, and a payload. Fields of a payload are NUL-terminated strings, numbers in decimal;
 * raw bytes may only come last.
 */
#ifndef PROCLAB_WIRE_H
#define PROCLAB_WIRE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define WIRE_LARGEST_FRAME (64u << 20)

struct bytes {
    char *data;
    size_t length, room;
};

void bytes_append(struct bytes *bytes, const void *data, size_t length);
void bytes_field(struct bytes *bytes, const char *text);
void bytes_number(struct bytes *bytes, long long number);
void bytes_drop_front(struct bytes *bytes, size_t length);

/* Queues a frame; it leaves when the grader reads. */
void wire_send(char type, const struct bytes *payload, const void *tail, size_t tail_length);
/* Sends what the socket takes without blocking. */
void wire_flush(int fd);
size_t wire_waiting(void);

/* Reads what has come. Returns 0 at the end of the connection. */
int wire_fill(int fd);
/* Takes the next whole frame; the payload is valid until the next call. Returns 0 if there is none. */
int wire_next(char *type, char **payload, size_t *length);

/* Walks through the fields of a payload. A field that is missing is empty. */
struct fields {
    char *next, *end;
};
const char *fields_text(struct fields *fields);
long long fields_number(struct fields *fields);

/* CLOCK_MONOTONIC in nanoseconds, the clock of the whole protocol. */
long long monotonic_ns(void);

#endif
