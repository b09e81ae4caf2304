/* SPDX-License-Identifier: ISC */
/* Bytes that grow: what a message, a letter or a page is written into. */
#ifndef PROTOCOL_BUFFER_H
#define PROTOCOL_BUFFER_H

#include <stddef.h>

/* Zero-initialised is empty. `bytes` is terminated once anything was added,
 * owned by the buffer and given back by buffer_free(). */
struct buffer {
	char *bytes;
	size_t length, capacity;
};

void buffer_free(struct buffer *buffer);

/* Keeps the memory, forgets the content from `length` on. */
void buffer_cut(struct buffer *buffer, size_t length);

/* These end the process when there is no memory. */
void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes as lower-case hexadecimal. */
void buffer_hex(struct buffer *buffer, const void *bytes, size_t length);

/* A JSON string with its quotes (RFC 8259, section 7); `text` is UTF-8. NULL
 * becomes null. */
void buffer_json(struct buffer *buffer, const char *text);

/* Reads `length` bytes of lower-case hexadecimal; 0, or -1 where `hex` is
 * not exactly that. */
int hex_read(const char *hex, void *bytes, size_t length);

#endif
