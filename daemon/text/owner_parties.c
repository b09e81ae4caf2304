/* SPDX-License-Identifier: ISC */
#include "daemon/text/owner_parties.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "daemon/text/fold.h"
#include "daemon/text/owner_names.h"
#include "protocol/arena.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* The pieces a department's name may be cut into. */
#define SPAN_MAX 12

/* For one name at a time: its copies, and their folded forms, where NFKC may
 * write eighteen characters for one. */
#define SCRATCH_LIMIT(length) ((length)*512 + 64 * 1024)

#define SOFT_HYPHEN 0xAD

struct lookup {
	struct arena *scratch;
	const struct owner_names *names;
};

/* --- names --- */

/* The character at `text` and its bytes, at least one. */
static size_t character_at(const char *text, ucs4_t *character)
{
	int length = u8_strmbtouc(character, (const uint8_t *)text);

	if (length > 0)
		return (size_t)length;
	*character = 0xFFFD;
	return 1;
}

static size_t white_length(const char *text)
{
	ucs4_t character;
	size_t at = 0, length;

	for (;; at += length) {
		length = character_at(text + at, &character);
		if (!uc_is_property_white_space(character))
			return at;
	}
}

static bool is_hyphen(ucs4_t character)
{
	return uc_is_property_dash(character) || character == SOFT_HYPHEN;
}

/* "och" in "barn- och utbildning": the hyphen before it is no divided
 * word's. */
static bool is_joint(const char *text)
{
	static const char *const joints[] = { "och", "samt", "and", "og", "&" };

	for (size_t i = 0; i < COUNT(joints); i++) {
		size_t length = strlen(joints[i]);

		if (strncmp(text, joints[i], length) == 0 &&
		    (text[length] == '\0' || white_length(text + length) > 0))
			return true;
	}
	return false;
}

/* The text with the words that were divided at a line's end joined, with their
 * hyphens or without; NULL where there are none. */
static char *rejoined(struct arena *arena, const char *text, bool hyphens)
{
	char *joined = arena_alloc(arena, strlen(text) + 1);
	size_t to = 0;
	bool any = false;

	while (*text != '\0') {
		ucs4_t character;
		size_t length = character_at(text, &character), white;

		white = is_hyphen(character) ? white_length(text + length) : 0;
		if (white > 0 && !is_joint(text + length + white)) {
			any = true;
			if (hyphens)
				joined[to++] = '-';
			length += white;
		} else {
			memcpy(joined + to, text, length);
			to += length;
		}
		text += length;
	}
	joined[to] = '\0';
	return any ? joined : NULL;
}

static const char *folded_code(const struct lookup *lookup, const char *name)
{
	const char *folded =
	    name != NULL ? fold_name(lookup->scratch, name) : "";

	return *folded != '\0'
	    ? owner_names_code(lookup->names, lookup->scratch, folded)
	    : NULL;
}

/* Of "`head` `start`..`end`"; head may be "". */
static const char *code_of(const struct lookup *lookup, const char *head,
    const char *start, const char *end)
{
	struct arena *scratch = lookup->scratch;
	const char *name =
	    arena_printf(scratch, "%s%.*s", head, (int)(end - start), start);
	const char *code = folded_code(lookup, name);

	if (code == NULL)
		code = folded_code(lookup, rejoined(scratch, name, false));
	if (code == NULL)
		code = folded_code(lookup, rejoined(scratch, name, true));
	arena_reset(scratch);
	return code;
}

/* "Barn-": the word goes on in the next piece. */
static bool goes_on(const struct owner_pieces *pieces, size_t at)
{
	const struct owner_piece *piece = &pieces->list[at];
	ucs4_t last;

	return at + 1 < pieces->count && !piece[1].mark &&
	    u8_prev(&last, (const uint8_t *)piece->end,
		(const uint8_t *)piece->start) != NULL &&
	    is_hyphen(last);
}

/* The code of the most pieces from `at` on that, the first from `start`, are a
 * known name after `head`, and the piece after them. Names may end with a
 * separator: "Fritid (norr)". */
static const char *longest_name(const struct lookup *lookup,
    const struct owner_pieces *pieces, size_t at, const char *head,
    const char *start, size_t *next)
{
	size_t end = at + SPAN_MAX;

	if (end > pieces->count)
		end = pieces->count;
	for (; end > at; end--) {
		const char *stop = pieces->list[end - 1].end;
		const char *code = NULL;

		if (*stop == ')' || *stop == '+')
			code = code_of(lookup, head, start, stop + 1);
		if (code == NULL && !goes_on(pieces, end - 1))
			code = code_of(lookup, head, start, stop);
		*next = end;
		if (code != NULL)
			return code;
	}
	return NULL;
}

/* --- plurals --- */

static const struct {
	const char *plural, *singular;
} plurals[] = {
	{ "nämnderna", "nämnden" },
	{ "förvaltningarna", "förvaltningen" },
	{ "kontoren", "kontoret" },
	{ "avdelningarna", "avdelningen" },
	{ "enheterna", "enheten" },
	{ "styrelserna", "styrelsen" },
	{ "myndigheterna", "myndigheten" },
};

/* Splits a word that ends with a plural: its bytes before, and the singular;
 * NULL for others. In any case of letters that Swedish writes. */
static const char *singular_of(const struct lookup *lookup, const char *start,
    const char *end, size_t *before)
{
	const char *word =
	    arena_copy(lookup->scratch, start, (size_t)(end - start));
	const char *folded = fold_name(lookup->scratch, word);
	const char *singular = NULL;
	size_t length = strlen(folded);

	for (size_t i = 0; i < COUNT(plurals); i++) {
		size_t ending = strlen(plurals[i].plural);

		if (length < ending || length != (size_t)(end - start) ||
		    strcmp(folded + length - ending, plurals[i].plural) != 0)
			continue;
		*before = length - ending;
		singular = plurals[i].singular;
	}
	arena_reset(lookup->scratch);
	return singular;
}

/* What a plural stands for before each of the names after it. */
#define HEADS 3
#define FOR   "för "

struct head {
	const char *ways[HEADS]; /* the unused ones NULL */
};

static void add_party(struct owner_parties *parties, const char *code,
    const char *start, const char *end, enum owner_rank rank)
{
	parties->list[parties->count++] =
	    (struct owner_party){ code, start, end, rank };
}

/* The code of the most pieces that are a name after the head, or after "nämnden
 * för" and by themselves where the head is all of its word. */
static const char *headed_name(const struct lookup *lookup,
    const struct owner_pieces *pieces, size_t at, const struct head *head,
    const char *name, size_t *next)
{
	const char *code = NULL;

	for (size_t i = 0; i < HEADS && code == NULL; i++)
		if (head->ways[i] != NULL)
			code = longest_name(
			    lookup, pieces, at, head->ways[i], name, next);
	return code;
}

/* Reads "socialnämnderna" or "nämnderna för" that the piece begins with;
 * returns what follows, NULL where no plural or nothing follows. */
static const char *read_head(const struct lookup *lookup, struct arena *arena,
    const struct owner_piece *piece, struct head *head)
{
	const char *end = piece->start, *singular;
	size_t before;

	while (end < piece->end && white_length(end) == 0)
		end++;
	singular = singular_of(lookup, piece->start, end, &before);
	if (singular == NULL || end == piece->end)
		return NULL;
	end += white_length(end);
	*head = (struct head){ { arena_printf(
	    arena, "%.*s%s ", (int)before, piece->start, singular) } };
	if (strncmp(end, FOR, strlen(FOR)) == 0) {
		head->ways[0] = arena_printf(arena, "%s" FOR, head->ways[0]);
		return end + strlen(FOR);
	}
	if (before == 0) {
		head->ways[1] = arena_printf(arena, "%s" FOR, head->ways[0]);
		head->ways[2] = "";
	}
	return end;
}

/* "Socialnämnderna Centrum och Nordost", "nämnderna för A och B": each with
 * the head in the singular, as many as there are. Returns the piece after
 * them, `at` for none. */
static size_t add_headed(struct owner_parties *parties,
    const struct lookup *lookup, struct arena *arena,
    const struct owner_pieces *pieces, size_t at)
{
	struct head head;
	const char *name = read_head(lookup, arena, &pieces->list[at], &head);
	size_t next;

	for (; name != NULL && at < pieces->count; at = next) {
		const char *code =
		    headed_name(lookup, pieces, at, &head, name, &next);

		if (code == NULL)
			break;
		add_party(parties, code, name, pieces->list[next - 1].end,
		    pieces->list[at].rank);
		if (next < pieces->count)
			name = pieces->list[next].start;
	}
	return at;
}

/* The code of "social" and "nämnden", or of "IT" and "-avdelningen". */
static const char *compound_code(const struct lookup *lookup,
    struct arena *arena, const char *start, size_t length, const char *head)
{
	static const char *const joints[] = { "", "-" };
	const char *code = NULL;

	for (size_t i = 0; i < COUNT(joints) && code == NULL; i++) {
		const char *name = arena_printf(
		    arena, "%.*s%s%s", (int)length, start, joints[i], head);

		code = code_of(lookup, "", name, name + strlen(name));
	}
	return code;
}

/* "Social- och utbildningsnämnderna": two of the kind, both known. */
static size_t add_tailed(struct owner_parties *parties,
    const struct lookup *lookup, struct arena *arena,
    const struct owner_pieces *pieces, size_t at)
{
	size_t count = parties->count, last = at, before;
	const struct owner_piece *piece = &pieces->list[at];
	const char *singular, *code;

	while (goes_on(pieces, last))
		last++;
	singular = singular_of(
	    lookup, pieces->list[last].start, pieces->list[last].end, &before);
	if (singular == NULL || last == at)
		return at;
	for (size_t i = at; i <= last; i++, piece++) {
		size_t length = i == last
		    ? before
		    : (size_t)(piece->end - piece->start) - 1;

		code = compound_code(
		    lookup, arena, piece->start, length, singular);
		if (code == NULL) {
			parties->count = count;
			return at;
		}
		add_party(parties, code, piece->start, piece->end, piece->rank);
	}
	return last + 1;
}

/* --- parties --- */

/* Of "CVE vid Brå" it is Brå, where neither the whole nor "CVE" is anybody. */
static const char *code_at(const struct lookup *lookup,
    const struct owner_pieces *pieces, size_t at, size_t *next)
{
	const struct owner_piece *piece = &pieces->list[at];
	const char *code =
	    longest_name(lookup, pieces, at, "", piece->start, next);

	const char *unit;

	if (code != NULL || piece->after_vid == NULL)
		return code;
	code = longest_name(lookup, pieces, at, "", piece->after_vid, next);
	unit = code_of(lookup, "", piece->start, piece->vid);
	return unit != NULL ? unit : code;
}

/* Whether the name of the pieces up to `next` is a genitive that goes on in the
 * next line: "Socialförvaltningens" and "kansli". */
static bool is_owned(const struct lookup *lookup,
    const struct owner_pieces *pieces, size_t at, size_t next, const char *code)
{
	const struct owner_piece *last = &pieces->list[next - 1];
	size_t ignored;

	return next < pieces->count && last->line && last->end[-1] == 's' &&
	    code_of(lookup, "", pieces->list[at].start, last->end - 1) ==
	    code &&
	    code_at(lookup, pieces, next, &ignored) == NULL;
}

/* "1." or "a)" before a party, of a list that is counted. */
static bool is_list_count(const char *start, const char *end)
{
	size_t digits = strspn(start, "0123456789");

	if (digits == 0)
		return end - start == 1 && *start >= 'a' && *start <= 'z' &&
		    *end == ')';
	return start + digits + (start[digits] == '.') == end;
}

/* Adds the party, or the parties, that begin at the piece; returns the piece
 * after them. */
static size_t add_parties(struct owner_parties *parties,
    const struct lookup *lookup, struct arena *arena,
    const struct owner_pieces *pieces, size_t at)
{
	const struct owner_piece *piece = &pieces->list[at];
	size_t next;
	const char *code = code_at(lookup, pieces, at, &next);

	if (code != NULL && is_owned(lookup, pieces, at, next, code)) {
		add_party(parties, NULL, piece->start, pieces->list[next].end,
		    piece->rank);
		return next + 1;
	}
	if (code == NULL &&
	    ((next = add_headed(parties, lookup, arena, pieces, at)) > at ||
		(next = add_tailed(parties, lookup, arena, pieces, at)) > at))
		return next;
	if (code == NULL)
		for (next = at + 1; goes_on(pieces, next - 1);)
			next++;
	if (code == NULL &&
	    (pieces->list[next - 1].label ||
		is_list_count(piece->start, pieces->list[next - 1].end)))
		return next;
	add_party(parties, code, piece->start, pieces->list[next - 1].end,
	    pieces->list[next - 1].rank == OWNER_MARKED ||
		    pieces->list[next - 1].rank == OWNER_ASSISTING
		? pieces->list[next - 1].rank
		: piece->rank);
	return next;
}

struct owner_parties owner_parties_of(
    struct arena *arena, const char *text, const struct owner_names *names)
{
	struct owner_pieces pieces = owner_pieces_of(arena, text);
	struct owner_parties parties = { .unsaid = pieces.unsaid };
	struct lookup lookup = { arena_new(SCRATCH_LIMIT(strlen(text))),
		names };

	parties.list =
	    arena_alloc(arena, (pieces.count + 1) * sizeof(*parties.list));
	for (size_t at = 0; at < pieces.count;)
		if (pieces.list[at].mark)
			at++;
		else
			at = add_parties(&parties, &lookup, arena, &pieces, at);
	arena_free(lookup.scratch);
	return parties;
}
