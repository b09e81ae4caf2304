/* SPDX-License-Identifier: ISC */
/* The message to one address: what is overdue, what is due, what is asked.
 * Pure: the same letter is always the same words. */
#ifndef DAEMON_REMINDERS_LETTER_H
#define DAEMON_REMINDERS_LETTER_H

#include <stdbool.h>
#include <stddef.h>

#include "daemon/calendar/day.h"
#include "daemon/reminders/ladder.h"
#include "protocol/buffer.h"
#include "protocol/message.h"

struct letter_item {
	int64_t id;
	const char *activity;
	const char *plan;        /* its title */
	const char *case_number; /* or NULL */
	struct day due;
	int late;           /* workdays since; 0 where not overdue */
	bool counted;       /* a notice stands for it in this run */
	bool nobody;        /* no department leads it */
	enum stage stage;   /* of that notice */
	int64_t n;          /* the n-th of its stage */
	struct day regular; /* when the ladder wanted it */
};

struct letter {
	const char *language; /* "sv" or "en" */
	const char *name;     /* of the department(s); NULL: the coordinator */
	struct day day;       /* of the run */
	bool rehearsal;
	struct receipt head;
	const struct letter_item *items; /* most urgent first */
	size_t count;
};

/* One line, and text whose lines are at most 76 columns wide. */
void letter_write(
    const struct letter *letter, struct buffer *subject, struct buffer *text);

#endif
