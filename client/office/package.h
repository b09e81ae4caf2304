/* SPDX-License-Identifier: ISC */
/* The zip archive that a document is. The one doorkeeper of libzip. */
#ifndef CLIENT_OFFICE_PACKAGE_H
#define CLIENT_OFFICE_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

#define PACKAGE_UNPACKED_MAX (96u << 20) /* bytes of all parts that are read */

struct package;

/* Opens the archive in a descriptor, which stays the caller's. NULL and
 * ERR_INVALID where it is none, or is damaged. */
struct package *package_open(int descriptor, struct err *err);
void package_close(struct package *package); /* takes NULL */

bool package_has(struct package *package, const char *part);

/* Gets a piece of a part of so many bytes, as the archive says; what it
 * returns, other than 0, ends the reading. */
typedef int package_taker(
    void *of, const char *bytes, size_t length, size_t size, struct err *err);

/* Reads a part in pieces. ERR_INVALID for no such part, a damaged or
 * encrypted one, and where all parts are too large together. */
int package_read(struct package *package, const char *part, package_taker *take,
    void *of, struct err *err);

/* Makes an archive, the same bytes of the same parts. `parts` ends with a part
 * without name. */
struct package_part {
	const char *name;
	const struct buffer *bytes;
	bool stored; /* not compressed */
};

int package_make(
    struct buffer *archive, const struct package_part *parts, struct err *err);

#endif
