/* SPDX-License-Identifier: ISC */
/* Bytes that grow: what a message, a letter or a page is written into. */
#ifndef PROTOCOL_BUFFER_H
#define PROTOCOL_BUFFER_H

#include <stdbool.h>
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

/* A cell of CSV (RFC 4180), in quotes where it needs them. A text that a
 * spreadsheet would take for a formula has an apostrophe before it, as has one
 * that begins with apostrophes and then as a formula: who reads it takes one
 * away (csv_apostrophe()). */
void buffer_csv(struct buffer *buffer, const char *text);

/* Whether a cell's first byte is an apostrophe that buffer_csv() has set. */
bool csv_apostrophe(const char *cell);

/* Reads `length` bytes of lower-case hexadecimal; 0, or -1 where `hex` is
 * not exactly that. */
int hex_read(const char *hex, void *bytes, size_t length);

#endif
