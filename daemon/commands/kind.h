/* SPDX-License-Identifier: ISC */
/* What an observation can be of: kinds, as data. */
#ifndef DAEMON_COMMANDS_KIND_H
#define DAEMON_COMMANDS_KIND_H

#include "daemon/contract/invocation.h"

/* NULL-ended: "vbe", "hrv", "other". */
extern const char *const picture_area_words[];

struct kind {
	int64_t id;
	const char *name, *area, *spellings;
	bool retired;
};

struct kinds {
	struct kind *list; /* owned; the texts are the arena's */
	size_t count;
};

/* All of them, in their order. */
int kinds_load(
    struct kinds *kinds, struct invocation *invocation, struct err *err);
void kinds_release(struct kinds *kinds); /* takes {0} */

/* The one that a text means; NULL for none. */
const struct kind *kinds_find(
    const struct kinds *kinds, struct arena *arena, const char *text);
const struct kind *kinds_by_id(const struct kinds *kinds, int64_t id);

#endif
