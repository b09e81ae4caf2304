/* SPDX-License-Identifier: ISC */
/* How an activity stands, as a plan's table writes it: "Pågår", "Avslutad –
 * nyttan delvis uppnådd", "✅ Genomförd 2025-12-17". A false "done" or
 * "dropped" would be silent for ever, so that only whole cells of a list are
 * one, alone or with a date; a cell that is anything else is not understood.
 * Pure. */
#ifndef DAEMON_TEXT_STATUS_CELL_H
#define DAEMON_TEXT_STATUS_CELL_H

#include <stdbool.h>

struct arena;

struct status_cell {
	const char *word; /* "planned", "started", "done", "dropped", or NULL */
	/* What stands beside it, and must be read as a day or a stretch of
	 * days for the word to hold; NULL for nothing. In the arena. */
	const char *time;
	bool ticked;    /* by a mark: the time may lie ahead */
	bool more;      /* it says more than its word and time */
	bool says_none; /* "Genomförd: nej": understood, and tells nothing */
};

/* Reads the UTF-8 cell of a column of statuses. */
struct status_cell status_cell_read(struct arena *arena, const char *text);

/* Reads the cell of a column of times for the status that it also has: "2026-
 * 04-01 ✅", "Genomförd 2025-12-17". "Klart 2027" is a time and no status. */
struct status_cell status_cell_in_time(struct arena *arena, const char *text);

#endif
