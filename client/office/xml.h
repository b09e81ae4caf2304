/* SPDX-License-Identifier: ISC */
/* A part of a document as XML, read in one pass. The one doorkeeper of expat.
 * Names are given without their prefixes. Whatever declares a document type is
 * refused: no document of ours has one, and without it there are no
 * entities. */
#ifndef CLIENT_OFFICE_XML_H
#define CLIENT_OFFICE_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "client/office/package.h"
#include "protocol/error.h"

/* What a reader does about each; what it returns, other than 0, ends the
 * reading. */
struct xml_reader {
	int (*begin)(void *of, const char *name, const char **attributes,
	    struct err *err);
	int (*end)(void *of, const char *name, struct err *err);
	/* NULL where there is nothing to do. */
	int (*text)(void *of, const char *text, size_t length, struct err *err);
	void (*progress)(void *of, size_t done, size_t size);
};

/* ERR_INVALID, as package_read() and for what is no XML. */
int xml_read(struct package *package, const char *part,
    const struct xml_reader *reader, void *of, struct err *err);

/* An attribute by its name without prefix; NULL where there is none. */
const char *xml_attribute(const char **attributes, const char *name);

/* A whole number from `least` to `most`; `otherwise` where the attribute is
 * not there or is none. */
long xml_number(const char **attributes, const char *name, long least,
    long most, long otherwise);

/* "1", "true" and "on" are; so is an attribute that is not there, where
 * `otherwise` says so. */
bool xml_is_true(const char **attributes, const char *name, bool otherwise);

#endif
