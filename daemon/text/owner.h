/* SPDX-License-Identifier: ISC */
/* The owner of an activity as a plan writes it ("Kommunstaben, i samverkan
 * genom Beredningsgruppen och med Amf"), read into one lead and the rest.
 * Pure. */
#ifndef DAEMON_TEXT_OWNER_H
#define DAEMON_TEXT_OWNER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct owner_reading {
	const char *lead;         /* a code, or NULL */
	const char **cooperating; /* codes; neither the lead nor twice */
	size_t cooperating_count;
	const char **unresolved; /* what names no department, as written */
	size_t unresolved_count;
	bool lead_unresolved; /* the first named is no department, or none is */
};

/* Reads UTF-8 `text`; the reading lives in the arena. The first department
 * named is the lead, the others cooperate. What is not exactly a known
 * department is unresolved: a lead is never guessed.
 *
 * The text is cut at , ; / & + | ( ) bullets, lone dashes, line breaks, ends
 * of sentences and at words that join ("och", "samt", "med", "genom", "i
 * samverkan", "together with"). Of the pieces, the most that together are a
 * known name are that department, so names may hold any of these; the others
 * are unresolved one by one, but "Barn- och utbildning" is never cut after
 * its hyphen. A label ("Ansvarig:") is skipped.
 *
 * `department_code` answers the code, which must live as long as the arena,
 * of a name or alias in the form of fold_name(), or NULL. */
void owner_read(struct owner_reading *reading, struct arena *arena,
    const char *text,
    const char *(*department_code)(void *invocation, const char *folded),
    void *invocation);

#endif
