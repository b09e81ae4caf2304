/* SPDX-License-Identifier: ISC */
/* The parties that an owner text names, each a department or not. Pure. */
#ifndef DAEMON_TEXT_OWNER_PARTIES_H
#define DAEMON_TEXT_OWNER_PARTIES_H

#include "daemon/text/owner_pieces.h"

struct owner_names;

/* A party as it was named. */
struct owner_party {
	const char *code;        /* of `names`; NULL: no department */
	const char *start, *end; /* in the text */
	enum owner_rank rank;
};

struct owner_parties {
	struct owner_party *list;
	size_t count;
	bool unsaid; /* labels or "eller" between them: who leads is not said */
};

/* Reads UTF-8 `text` in its order; the list lives in the arena. */
struct owner_parties owner_parties_of(
    struct arena *arena, const char *text, const struct owner_names *names);

#endif
