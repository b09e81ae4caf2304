/* SPDX-License-Identifier: ISC */
/* The meetings there are, with the days by which their papers must be ready:
 * worked out when they are asked for, as workdays and committees may change. */
#ifndef DAEMON_COMMANDS_MEETING_READ_H
#define DAEMON_COMMANDS_MEETING_READ_H

#include "daemon/contract/invocation.h"

/* A folded name may be longer than the name. */
#define MEETING_FOLDED (20 * NAME_LENGTH)

struct meeting {
	const char *body;   /* its name */
	const char *folded; /* ... in the form in which it compares */
	const char *board;  /* that of which it is a committee; or NULL */
	struct day day;
	const char *time;  /* "08:15"; or NULL */
	struct day papers; /* by when they must be ready */
	int workdays;      /* that its body set for itself; -1 */
};

/* By day, then by name; the texts are in the arena. */
struct meetings {
	struct meeting *list; /* owned */
	size_t count;
	size_t first; /* those before it are there for the papers of others */
};

/* Those from one day to another that are held. Papers are ready on the day
 * that somebody set, else so many workdays before the meeting; of a board
 * before that of its committee: the last one since the board met, at most 60
 * days earlier, the earliest of several committees. So many is the body's own
 * number, else its committee's, else MEETING_PAPERS. */
int meetings_load(struct meetings *meetings, struct store *store,
    struct arena *arena, struct day from, struct day to, struct err *err);
void meetings_release(struct meetings *meetings); /* takes {0} */

/* Where a board, by its name in any spelling, takes up what is to be done by a
 * day: its last meeting until then whose papers are not past, else its next
 * one. NULL where there is none. */
const struct meeting *meeting_for(const struct meetings *meetings,
    struct arena *arena, const char *board, struct day due, struct day today);

/* Appends one as JSON (docs/wire.md); a body, likewise. */
int meeting_one(struct invocation *invocation, const char *folded,
    struct day day, struct err *err);
int meeting_body_one(
    struct invocation *invocation, const char *folded, struct err *err);

/* What `status` tells of meetings. The reply has `,"duties":[{"plan","stage",
 * "until"}],"duties_count":N` from `begin` on: each plan's duty to be followed
 * up gets "board", "meeting" and "papers" where it has a board: when that
 * takes it up, null where nobody knows. Behind it comes `,"meetings_count":N,
 * "meetings":[...]`, those from today on, at most a hundred of them. */
int meeting_put_status(struct invocation *invocation, size_t begin,
    struct day today, struct err *err);

#endif
