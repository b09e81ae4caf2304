/* SPDX-License-Identifier: ISC */
/* A report, or a page, as the client hands it over: one JSON object.
 *
 *	{"plan": a plan (docs/json.md); without it, it is a page of all plans
 *	 "as_of": date, "since", "from": date or null, "replaces": date or null,
 *	 "by": "department" or "goal", "department": code or null,
 *	 "departments": {code: name},
 *	 "activities": [an activity of `activity list`, and of its
 *	    `activity.facts` the members that docs/wire.md names],
 *	 "ratings": [], "meetings": [], where there are any,
 *	 "picture": {"month": [], "kind": [], rows of `picture`, "from", "to":
 *	    of which days the kinds are},
 *	 "head": {"seq", "hash"}, "daemon": fingerprint,
 *	 "beside": of a page, the files that lie beside it,
 *	 "made": of a page, "2026-08-31 14:05"}
 */
#ifndef CLIENT_OFFICE_REPORT_H
#define CLIENT_OFFICE_REPORT_H

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>

#include "client/office/paper.h"
#include "protocol/buffer.h"
#include "protocol/error.h"

struct report_activity {
	json_t *json; /* borrowed */
	int64_t id;
	enum paper_state state;
	const char *group; /* its department's name, or its goal */
	bool grouped;      /* it has one */
	const char *due;   /* "" for none */
};

struct report {
	json_t *whole;             /* owned */
	json_t *plan;              /* NULL of a page */
	const char *as_of, *since; /* since: NULL where from the beginning */
	bool by_goal;
	struct report_activity *list; /* by group, due date and number */
	size_t count;
};

/* Reads the object; ERR_INVALID where it is none. */
int report_read(struct report *report, FILE *from, struct err *err);
void report_release(struct report *report); /* takes {0} */

/* The language of the catalogue in use, as HTML names it: "sv". */
const char *report_language(void);

/* "31 August 2026"; what is no date is written as it is. */
void report_day(struct buffer *to, const char *day);

/* A department's name, or its code. */
const char *report_department(const struct report *report, const char *code);

/* An activity's words behind its number, on a page its plan before. */
void report_activity_words(struct buffer *to, const struct report *report,
    const struct report_activity *activity);

/* Appends the last words about it, said to be why it was taken up again where
 * they are that. */
void report_note_words(
    struct buffer *to, const struct report_activity *activity);

/* The word of a state. */
const char *report_state_word(enum paper_state state);

#endif
