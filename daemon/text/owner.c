/* SPDX-License-Identifier: ISC */
#include "daemon/text/owner.h"

#include <string.h>

#include "daemon/text/fold.h"
#include "daemon/text/owner_parties.h"
#include "protocol/arena.h"

/* For what is read on the way; NFKC may write eighteen characters for one. */
#define SCRATCH_LIMIT(length) ((length)*512 + 64 * 1024)

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* Whether somebody only assists, or labels part them, and nobody is said to
 * lead: then nothing says what the others do. */
static bool is_unsaid(const struct owner_parties *parties)
{
	bool assists = false;

	for (size_t i = 0; i < parties->count; i++) {
		if (parties->list[i].rank == OWNER_MARKED)
			return false;
		assists |= parties->list[i].rank == OWNER_ASSISTING;
	}
	return parties->unsaid || (assists && parties->count > 1);
}

/* The party that leads: the first that is marked, else the first that does not
 * merely cooperate; NULL for nobody. */
static const struct owner_party *find_lead(const struct owner_parties *parties)
{
	const struct owner_party *lead = NULL;

	for (size_t i = 0; i < parties->count; i++) {
		const struct owner_party *party = &parties->list[i];

		if (party->rank != OWNER_COOPERATING &&
		    (lead == NULL || party->rank < lead->rank))
			lead = party;
	}
	return lead;
}

/* Adds a text that the list does not have. */
static void add_text(const char **list, size_t *count, const char *text)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(list[i], text) == 0)
			return;
	list[(*count)++] = text;
}

/* Copies a piece as written, but on one line. */
static const char *one_line(
    struct arena *arena, const char *start, const char *end)
{
	char *text = arena_copy(arena, start, (size_t)(end - start));

	for (char *c = text; *c != '\0'; c++)
		if (strchr("\t\n\r", *c) != NULL)
			*c = ' ';
	return text;
}

static void add_code(struct owner_reading *reading, const char *code)
{
	if (reading->lead == NULL || strcmp(reading->lead, code) != 0)
		add_text(
		    reading->cooperating, &reading->cooperating_count, code);
}

/* Adds the departments of the ranks from `first` to `last`. */
static void add_codes(struct owner_reading *reading,
    const struct owner_parties *parties, enum owner_rank first,
    enum owner_rank last)
{
	for (size_t i = 0; i < parties->count; i++)
		if (parties->list[i].code != NULL &&
		    parties->list[i].rank >= first &&
		    parties->list[i].rank <= last)
			add_code(reading, parties->list[i].code);
}

static void add_unresolved(struct owner_reading *reading, struct arena *arena,
    const struct owner_party *party)
{
	add_text(reading->unresolved, &reading->unresolved_count,
	    one_line(arena, party->start, party->end));
}

static void read_parties(struct owner_reading *reading, struct arena *arena,
    const struct owner_parties *parties)
{
	bool unsaid = is_unsaid(parties);
	const struct owner_party *lead = unsaid ? NULL : find_lead(parties);

	if (lead != NULL && (reading->lead = lead->code) != NULL) {
		add_codes(reading, parties, lead->rank, lead->rank);
		reading->equal_count = reading->cooperating_count;
	}
	if (!unsaid)
		add_codes(reading, parties, OWNER_MARKED, OWNER_ASSISTING);
	for (size_t i = 0; i < parties->count; i++)
		if (parties->list[i].code == NULL || unsaid)
			add_unresolved(reading, arena, &parties->list[i]);
}

void owner_read(struct owner_reading *reading, struct arena *arena,
    const char *text, const struct owner_names *names)
{
	struct arena *scratch = arena_new(SCRATCH_LIMIT(strlen(text)));
	struct owner_parties parties = owner_parties_of(scratch, text, names);

	*reading = (struct owner_reading){ 0 };
	reading->cooperating = arena_alloc(
	    arena, (parties.count + 1) * sizeof(*reading->cooperating));
	reading->unresolved = arena_alloc(
	    arena, (parties.count + 1) * sizeof(*reading->unresolved));
	read_parties(reading, arena, &parties);
	reading->lead_unresolved = reading->lead == NULL;
	arena_free(scratch);
}

bool owner_is_group(struct arena *arena, const char *unresolved)
{
	static const char *const groups[] = { "samtliga", "alla", "respektive",
		"resp", "berörda", "övriga", "varje", "all", "each", "every",
		"other", "concerned" };
	const char *folded = fold_name(arena, unresolved);
	size_t length = strcspn(folded, " .");

	for (size_t i = 0; i < COUNT(groups); i++)
		if (strlen(groups[i]) == length &&
		    strncmp(folded, groups[i], length) == 0)
			return true;
	return false;
}
