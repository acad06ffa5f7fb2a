#include "wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct bytes incoming, outgoing;
static size_t consumed;

void bytes_append(struct bytes *bytes, const void *data, size_t length)
{
    if (bytes->length + length > bytes->room) {
        bytes->room = (bytes->length + length) * 2 + 256;
        bytes->data = realloc(bytes->data, bytes->room);
        if (!bytes->data)
            _exit(70);
    }
    if (length)
        memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
}

void bytes_field(struct bytes *bytes, const char *text)
{
    bytes_append(bytes, text, strlen(text) + 1);
}

void bytes_number(struct bytes *bytes, long long number)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", number);
    bytes_field(bytes, text);
}

void bytes_drop_front(struct bytes *bytes, size_t length)
{
    bytes->length -= length;
    memmove(bytes->data, bytes->data + length, bytes->length);
}

void wire_send(char type, const struct bytes *payload, const void *tail, size_t tail_length)
{
    uint32_t length = 1 + (payload ? payload->length : 0) + tail_length;
    unsigned char head[5] = { length, length >> 8, length >> 16, length >> 24, type };

    bytes_append(&outgoing, head, sizeof head);
    if (payload)
        bytes_append(&outgoing, payload->data, payload->length);
    bytes_append(&outgoing, tail, tail_length);
}

void wire_flush(int fd)
{
    size_t sent = 0;
    while (sent < outgoing.length) {
        ssize_t n = write(fd, outgoing.data + sent, outgoing.length - sent);
        if (n <= 0) {
            if (n < 0 && errno == EINTR)
                continue;
            break;
        }
        sent += n;
    }
    if (sent)
        bytes_drop_front(&outgoing, sent);
}

size_t wire_waiting(void)
{
    return outgoing.length;
}

int wire_fill(int fd)
{
    char chunk[65536];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n > 0) {
            bytes_append(&incoming, chunk, n);
            continue;
        }
        if (n < 0 && errno == EINTR)
            continue;
        return n < 0 && errno == EAGAIN;
    }
}

int wire_next(char *type, char **payload, size_t *length)
{
    if (consumed) {
        bytes_drop_front(&incoming, consumed);
        consumed = 0;
    }
    if (incoming.length < 5)
        return 0;
    const unsigned char *head = (const unsigned char *)incoming.data;
    uint32_t size = head[0] | head[1] << 8 | head[2] << 16 | (uint32_t)head[3] << 24;
    if (size < 1 || size > WIRE_LARGEST_FRAME)
        _exit(71);
    if (incoming.length < 4 + (size_t)size)
        return 0;
    *type = incoming.data[4];
    *payload = incoming.data + 5;
    *length = size - 1;
    consumed = 4 + (size_t)size;
    return 1;
}

const char *fields_text(struct fields *fields)
{
    char *text = fields->next;
    char *end = text < fields->end ? memchr(text, 0, fields->end - text) : NULL;
    if (!end)
        return "";
    fields->next = end + 1;
    return text;
}

long long fields_number(struct fields *fields)
{
    return strtoll(fields_text(fields), NULL, 10);
}

long long monotonic_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}
