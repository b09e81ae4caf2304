/* SPDX-License-Identifier: ISC */
/* What the daemon reads of a plan's cells beside its timeframes: who owns an
 * activity, how it stands, whether a personal identity number is in it. */
#ifndef TESTS_FUZZ_CELL_CHECK_H
#define TESTS_FUZZ_CELL_CHECK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/text/fold.h"
#include "daemon/text/identity.h"
#include "daemon/text/owner.h"
#include "daemon/text/owner_names.h"
#include "daemon/text/status_cell.h"
#include "protocol/arena.h"
#include "protocol/utf8.h"

static struct {
	struct arena *arena, *scratch;
	struct owner_names *names;
} cell_state;

static inline void cell_start(void)
{
	static const char *const departments[][2] = {
		{ "ks", "Kommunstaben" },
		{ "sf", "Socialförvaltningen" },
		{ "buf", "Barn- och utbildningsförvaltningen" },
		{ "af", "Arbetsmarknadsförvaltningen" },
		{ "af", "Amf" },
		{ "vo", "Vård- och omsorgsnämnden" },
		{ "mbt", "Miljö, bygg och trafik" },
		{ "ts", "Teknik & service" },
		{ "hr", "HR/ekonomi" },
		{ "frn", "Fritid (norr)" },
		{ "skn", "Skolnämnden" },
	};

	if (cell_state.arena != NULL)
		return;
	cell_state.arena = arena_new(1 << 20);
	cell_state.scratch = arena_new(16 << 20);
	cell_state.names = owner_names_new(cell_state.arena);
	for (size_t i = 0; i < sizeof(departments) / sizeof(*departments); i++)
		owner_names_add(cell_state.names,
		    fold_name(cell_state.arena, departments[i][1]),
		    departments[i][0]);
	owner_names_sort(cell_state.names);
}

/* A code stands once among the lead and those who cooperate. */
static inline const char *cell_check_codes(const struct owner_reading *read)
{
	for (size_t i = 0; i < read->cooperating_count; i++) {
		if (read->lead != NULL &&
		    strcmp(read->cooperating[i], read->lead) == 0)
			return "the lead cooperates with itself";
		for (size_t j = 0; j < i; j++)
			if (strcmp(read->cooperating[i],
				read->cooperating[j]) == 0)
				return "somebody cooperates twice";
	}
	return read->equal_count <= read->cooperating_count
	    ? NULL
	    : "more are equals than there are";
}

static inline const char *cell_check_owner(const char *text)
{
	struct arena *arena = cell_state.scratch;
	struct owner_reading read = { 0 };

	owner_read(&read, arena, text, cell_state.names);
	for (size_t i = 0; i < read.unresolved_count; i++) {
		const char *part = read.unresolved[i];

		if (part[0] == '\0' ||
		    utf8_valid(part, strlen(part)) != strlen(part))
			return "what is unresolved is no text";
		owner_is_group(arena, part);
	}
	if (read.lead == NULL && read.equal_count > 0)
		return "somebody is the equal of nobody";
	return cell_check_codes(&read);
}

static inline const char *cell_check_status(struct status_cell read)
{
	static const char *const words[] = { "planned", "started", "done",
		"dropped" };

	if (read.word == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(read.word, words[i]) == 0)
			return read.says_none ? "it says none, and a word"
					      : NULL;
	return "a status is none";
}

/* Folding what is folded changes nothing. */
static inline const char *cell_check_fold(const char *text)
{
	const char *once = fold_name(cell_state.scratch, text);
	const char *twice = fold_name(cell_state.scratch, once);

	return strcmp(once, twice) == 0
	    ? NULL
	    : "a name that was folded folds to another";
}

/* What is found in a text is found in it with words around. */
static inline const char *cell_check_identity(const char *text)
{
	enum identity_kind kind, around;
	size_t length = strlen(text);
	char *longer = malloc(length + 8);
	bool found = identity_found(text, &kind), again;

	if (longer == NULL)
		abort();
	snprintf(longer, length + 8, "se %s .", text);
	again = identity_found(longer, &around);
	free(longer);
	if (found != again)
		return "a number is found, or not, by the words around it";
	return NULL;
}

/* Any UTF-8 without NUL, as the contract has it. */
static inline const char *cell_check(const uint8_t *bytes, size_t size)
{
	char *text = strndup((const char *)bytes, size);
	const char *breach = NULL;

	if (text == NULL)
		abort();
	cell_start();
	if (utf8_valid(text, strlen(text)) == strlen(text)) {
		arena_reset(cell_state.scratch);
		breach = cell_check_owner(text);
		if (breach == NULL)
			breach = cell_check_status(
			    status_cell_read(cell_state.scratch, text));
		if (breach == NULL)
			breach = cell_check_status(
			    status_cell_in_time(cell_state.scratch, text));
		if (breach == NULL)
			breach = cell_check_fold(text);
		if (breach == NULL)
			breach = cell_check_identity(text);
	}
	free(text);
	return breach;
}

#endif
