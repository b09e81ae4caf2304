/* SPDX-License-Identifier: ISC */
/* The owner of an activity as a plan writes it ("Kommunstaben, i samverkan
 * genom Beredningsgruppen och med Amf"), read into one lead and the rest.
 * Pure. */
#ifndef DAEMON_TEXT_OWNER_H
#define DAEMON_TEXT_OWNER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct owner_names;

struct owner_reading {
	const char *lead;         /* a code, or NULL */
	const char **cooperating; /* codes; neither the lead nor twice */
	size_t cooperating_count;
	/* How many of these, the first, are named as the lead's equals: then
	 * the lead is no more than the first named, until a person confirms
	 * who it is. */
	size_t equal_count;
	const char **unresolved; /* what names no department, as written */
	size_t unresolved_count;
	bool lead_unresolved; /* who leads is no department, or is not said */
};

/* Reads UTF-8 `text`; the reading lives in the arena, its codes in that of
 * `names`, which are sorted. What is not a known department, as
 * owner_names_code() knows them, is unresolved: a lead is never guessed.
 *
 * The lead is who is marked ("Ansvarig: X", "X (sammankallande)", "X leder"),
 * else the first named. Who stands after words of cooperation ("i samverkan
 * med", "genom", "together with"), in brackets or after a label "Samverkan:"
 * cooperates; others of a list are equals of the lead that it begins with.
 * "X bidrar, Y" says of neither that it leads.
 *
 * The text is cut at , ; / & + | ( ) bullets, lone dashes, line breaks, ends
 * of sentences and at words that join ("och", "samt", "med"). Of the pieces,
 * the most that together are a known name are that department, so names may
 * hold any of these; the others are unresolved one by one, but "Barn- och
 * utbildning" is never cut after its hyphen. Words divided at a line's end are
 * joined. "Socialnämnderna Centrum och Nordost", "nämnderna för A och B" and
 * "social- och utbildningsnämnderna" are two; "CVE vid Brå" is Brå. */
void owner_read(struct owner_reading *reading, struct arena *arena,
    const char *text, const struct owner_names *names);

/* Whether an unresolved text means several without naming them: "samtliga
 * nämnder", "berörda förvaltningar". */
bool owner_is_group(struct arena *arena, const char *unresolved);

#endif
