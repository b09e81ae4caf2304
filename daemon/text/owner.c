/* SPDX-License-Identifier: ISC */
#include "daemon/text/owner.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "daemon/text/fold.h"
#include "protocol/arena.h"

/* The pieces a department's name may be cut into. */
#define SPAN_MAX 12

/* For one name at a time: its copy, and its folded form, where NFKC may write
 * eighteen characters for one. */
#define SCRATCH_LIMIT(length) ((length)*64 + 64 * 1024)

static const char *const separators[] = { ",", ";", "/", "&", "+", "|", "(",
	")", "•", "\n", "\r", "\u2028", "\u2029" };

/* Between departments; folded. */
static const char *const joining[] = { "och", "samt", "jämte", "med", "genom",
	"via", "tillsammans", "i samverkan", "samverkan med", "samverkan genom",
	"samverkar med", "i samarbete", "samarbete med", "samarbetar med",
	"i samråd", "samråd med", "i dialog", "med stöd av", "med stöd från",
	"med hjälp av", "stöd av", "and", "with", "through", "together",
	"in cooperation", "in co-operation", "in collaboration",
	"in consultation", "supported by", "with support from",
	"with the support of", "assisted by" };

/* "And others" in the ways people write it: a piece that names no
 * department. */
static const char *const others[] = { "m.fl", "m. fl", "m fl", "mfl",
	"med flera", "and others" };

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

struct owner_token {
	enum { WORD, SEPARATOR, COLON } kind;
	const char *start, *end;
	const char *folded; /* of a word */
};

struct tokens {
	struct owner_token *list;
	size_t count;
};

struct piece {
	const char *start, *end;
	bool label; /* a colon follows */
};

struct pieces {
	struct piece *list;
	size_t count;
	bool open; /* the next word belongs to the last one */
};

struct lookup {
	struct arena *scratch;
	const char *(*department_code)(void *invocation, const char *folded);
	void *invocation;
};

static size_t separator_at(const char *text)
{
	for (size_t i = 0; i < COUNT(separators); i++) {
		size_t length = strlen(separators[i]);

		if (strncmp(text, separators[i], length) == 0)
			return length;
	}
	return 0;
}

/* The bytes of the character at `text`, at least one. */
static size_t character_at(const char *text, ucs4_t *character)
{
	int length = u8_strmbtouc(character, (const uint8_t *)text);

	if (length > 0)
		return (size_t)length;
	*character = 0xFFFD;
	return 1;
}

static size_t white_at(const char *text)
{
	ucs4_t character;
	size_t length = character_at(text, &character);

	return uc_is_property_white_space(character) ? length : 0;
}

static const char *word_end(const char *text)
{
	ucs4_t character;

	while (*text != '\0' && separator_at(text) == 0 && white_at(text) == 0)
		text += character_at(text, &character);
	return text;
}

static void owner_add_token(
    struct tokens *tokens, int kind, const char *start, const char *end)
{
	struct owner_token *token = &tokens->list[tokens->count++];

	token->kind = kind;
	token->start = start;
	token->end = end;
}

/* After "Amf." another sentence begins with a capital letter; after "soc."
 * an abbreviated name goes on. */
static bool ends_sentence(const char *end)
{
	const char *next = end;
	ucs4_t character;

	while (white_at(next) > 0)
		next += white_at(next);
	character_at(next, &character);
	return end[-1] == '.' && next > end && uc_is_upper(character);
}

/* A word of dashes alone is a separator. */
static void add_word(struct tokens *tokens, struct arena *arena,
    const char *start, const char *end)
{
	bool colon = end[-1] == ':';
	const char *folded;

	end -= colon;
	folded =
	    fold_name(arena, arena_copy(arena, start, (size_t)(end - start)));
	if (end > start) {
		owner_add_token(
		    tokens, *folded != '\0' ? WORD : SEPARATOR, start, end);
		tokens->list[tokens->count - 1].folded = folded;
	}
	if (colon)
		owner_add_token(tokens, COLON, end, end + 1);
	else if (ends_sentence(end))
		owner_add_token(tokens, SEPARATOR, end, end);
}

static struct tokens tokens_of(struct arena *arena, const char *text)
{
	struct tokens tokens = { 0 };

	/* Tokens take a byte or more, but for the end of a sentence, and that
	 * has white space after it. */
	tokens.list =
	    arena_alloc(arena, (strlen(text) + 1) * sizeof(*tokens.list));
	while (*text != '\0') {
		size_t separator = separator_at(text), white = white_at(text);
		const char *end = word_end(text);

		if (separator > 0)
			owner_add_token(
			    &tokens, SEPARATOR, text, text + separator);
		else if (white == 0)
			add_word(&tokens, arena, text, end);
		text = separator > 0 ? text + separator
		    : white > 0      ? text + white
				     : end;
	}
	return tokens;
}

/* How many tokens from `at` on are the words of the phrase; 0 for other
 * words. */
static size_t phrase_words(
    const struct tokens *tokens, size_t at, const char *phrase)
{
	size_t words = 0;

	while (*phrase != '\0') {
		const struct owner_token *token = &tokens->list[at + words];
		size_t length = strcspn(phrase, " ");

		if (at + words >= tokens->count || token->kind != WORD ||
		    strlen(token->folded) != length ||
		    strncmp(token->folded, phrase, length) != 0)
			return 0;
		words++;
		phrase += length + (phrase[length] == ' ');
	}
	return words;
}

static size_t longest_phrase(const struct tokens *tokens, size_t at,
    const char *const *phrases, size_t count)
{
	size_t longest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t words = phrase_words(tokens, at, phrases[i]);

		if (words > longest)
			longest = words;
	}
	return longest;
}

static void add_to_piece(struct pieces *pieces, const struct owner_token *first,
    const struct owner_token *last)
{
	if (!pieces->open)
		pieces->list[pieces->count++].start = first->start;
	pieces->list[pieces->count - 1].end = last->end;
	pieces->open = true;
}

/* Puts the token at `at`, or the phrase that begins there, where it belongs;
 * returns how many tokens that took. */
static size_t take_tokens(
    struct pieces *pieces, const struct tokens *tokens, size_t at)
{
	const struct owner_token *token = &tokens->list[at];
	size_t more = longest_phrase(tokens, at, others, COUNT(others));
	size_t words = longest_phrase(tokens, at, joining, COUNT(joining));

	if (token->kind == WORD && more == 0 && words == 0) {
		add_to_piece(pieces, token, token);
		return 1;
	}
	if (token->kind == COLON && pieces->open)
		pieces->list[pieces->count - 1].label = true;
	pieces->open = false;
	if (more > 0) {
		add_to_piece(pieces, token, token + more - 1);
		pieces->open = false;
		return more;
	}
	return words > 0 ? words : 1;
}

static struct pieces pieces_of(struct arena *arena, const char *text)
{
	struct tokens tokens = tokens_of(arena, text);
	struct pieces pieces = { 0 };

	pieces.list =
	    arena_alloc(arena, (tokens.count + 1) * sizeof(*pieces.list));
	for (size_t at = 0; at < tokens.count;)
		at += take_tokens(&pieces, &tokens, at);
	return pieces;
}

/* "Barn-": the word goes on in the next piece. */
static bool goes_on(const struct pieces *pieces, size_t at)
{
	const struct piece *piece = &pieces->list[at];
	ucs4_t last;

	return at + 1 < pieces->count &&
	    u8_prev(&last, (const uint8_t *)piece->end,
		(const uint8_t *)piece->start) != NULL &&
	    uc_is_property_dash(last);
}

static const char *code_of(
    const struct lookup *lookup, const char *start, const char *end)
{
	char *name = arena_copy(lookup->scratch, start, (size_t)(end - start));
	const char *folded = fold_name(lookup->scratch, name);
	const char *code = *folded != '\0'
	    ? lookup->department_code(lookup->invocation, folded)
	    : NULL;

	arena_reset(lookup->scratch);
	return code;
}

/* The code of the most pieces from `at` on that are a known name, and the
 * piece after them. Names may end with a separator: "Fritid (norr)". */
static const char *longest_name(const struct lookup *lookup,
    const struct pieces *pieces, size_t at, size_t *next)
{
	size_t end = at + SPAN_MAX;

	if (end > pieces->count)
		end = pieces->count;
	for (; end > at; end--) {
		const char *start = pieces->list[at].start;
		const char *stop = pieces->list[end - 1].end;
		const char *code = NULL;

		if (*stop == ')' || *stop == '+')
			code = code_of(lookup, start, stop + 1);
		if (code == NULL && !goes_on(pieces, end - 1))
			code = code_of(lookup, start, stop);
		*next = end;
		if (code != NULL)
			return code;
	}
	return NULL;
}

/* Adds a text unless the list has it. */
static void owner_add_text(const char **list, size_t *count, const char *text)
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

static void add_department(
    struct owner_reading *reading, const char *code, bool first)
{
	if (first)
		reading->lead = code;
	else if (reading->lead == NULL || strcmp(reading->lead, code) != 0)
		owner_add_text(
		    reading->cooperating, &reading->cooperating_count, code);
}

static void read_pieces(struct owner_reading *reading, struct arena *arena,
    const struct pieces *pieces, const struct lookup *lookup)
{
	bool first = true;

	for (size_t at = 0, next; at < pieces->count; at = next) {
		const char *start = pieces->list[at].start;
		const char *code = longest_name(lookup, pieces, at, &next);

		if (code == NULL)
			for (next = at + 1; goes_on(pieces, next - 1);)
				next++;
		if (code == NULL && pieces->list[next - 1].label)
			continue;
		if (code != NULL)
			add_department(reading, code, first);
		else
			owner_add_text(reading->unresolved,
			    &reading->unresolved_count,
			    one_line(arena, start, pieces->list[next - 1].end));
		first = false;
	}
}

void owner_read(struct owner_reading *reading, struct arena *arena,
    const char *text,
    const char *(*department_code)(void *invocation, const char *folded),
    void *invocation)
{
	struct pieces pieces = pieces_of(arena, text);
	struct lookup lookup = { arena_new(SCRATCH_LIMIT(strlen(text))),
		department_code, invocation };

	*reading = (struct owner_reading){ 0 };
	reading->cooperating = arena_alloc(
	    arena, (pieces.count + 1) * sizeof(*reading->cooperating));
	reading->unresolved = arena_alloc(
	    arena, (pieces.count + 1) * sizeof(*reading->unresolved));
	read_pieces(reading, arena, &pieces, &lookup);
	reading->lead_unresolved = reading->lead == NULL;
	arena_free(lookup.scratch);
}
