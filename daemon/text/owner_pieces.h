/* SPDX-License-Identifier: ISC */
/* The words of an owner text, cut where one party may end. Pure. */
#ifndef DAEMON_TEXT_OWNER_PIECES_H
#define DAEMON_TEXT_OWNER_PIECES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* What the words around a party make it. */
enum owner_rank {
	OWNER_MARKED, /* "Ansvarig: ", "(sammankallande)" */
	OWNER_PLAIN,
	OWNER_COOPERATING, /* "i samverkan med", in brackets */
	OWNER_ASSISTING,   /* "bidrar": leads only where it is alone */
};

struct owner_piece {
	const char *start, *end; /* in the text */
	/* Of "CVE vid Brå" the end of "CVE", and "Brå"; or NULL. */
	const char *vid, *after_vid;
	enum owner_rank rank;
	bool label; /* a colon follows */
	bool line;  /* only its line ends */
	bool mark;  /* says that the party before it leads, and is none */
};

struct owner_pieces {
	struct owner_piece *list;
	size_t count;
	/* "Beslut: X. Utförare: Y", labels that name no lead;
	 * "X och/eller Y" */
	bool unsaid;
};

/* Cuts UTF-8 `text`; the list lives in the arena. */
struct owner_pieces owner_pieces_of(struct arena *arena, const char *text);

#endif
