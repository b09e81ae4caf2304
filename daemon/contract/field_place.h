/* SPDX-License-Identifier: ISC */
/* Where in the params a value stands: a chain from the value outwards, which
 * is spelled only where something is refused. */
#ifndef DAEMON_CONTRACT_FIELD_PLACE_H
#define DAEMON_CONTRACT_FIELD_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/error.h"

struct field_place {
	const struct field_place *outer; /* NULL: the params themselves */
	const char *name;                /* of a member; NULL: an element */
	size_t element;
	int64_t line; /* of the file a row came from; 0 */
	bool own;     /* the daemon's own words: not guarded */
	/* A reading: it may have nulls and another version's members. */
	bool read;
	bool packed; /* rows are texts (protocol/message_pack.h) */
};

/* A member of the value at hand, or with NULL an element of the list: whose
 * number the caller sets. The outer one is borrowed. */
struct field_place field_place_inside(
    const struct field_place *place, const char *name);

/* ERR_INVALID: a rule that the value here breaks, which becomes the error's
 * text; what *err says already; that no field has its name. */
int field_place_refuse(
    const struct field_place *place, struct err *err, const char *rule);
int field_place_refuse_there(const struct field_place *place, struct err *err);
int field_place_unknown(const struct field_place *place, struct err *err);

#endif
