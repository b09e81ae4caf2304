/* SPDX-License-Identifier: ISC */
/* Which part of an archive another one means: the relationships of the Open
 * Packaging Conventions (ECMA-376 part 2, section 9.3). */
#ifndef CLIENT_OFFICE_RELATIONS_H
#define CLIENT_OFFICE_RELATIONS_H

#include "client/office/package.h"

struct part_relation {
	char *id, *type, *part; /* owned; type is the last word of its name */
};

struct relations {
	struct part_relation *list;
	size_t count;
};

/* Those of a part; of the whole archive where `part` is "". None where the
 * part has none. */
int relations_read(struct relations *relations, struct package *package,
    const char *part, struct err *err);
void relations_release(struct relations *relations); /* takes {0} */

/* The part of an id, or the first of a type; NULL where there is none. */
const struct part_relation *relations_id(
    const struct relations *relations, const char *id);
const char *relations_type(const struct relations *relations, const char *type);

#endif
