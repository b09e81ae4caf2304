/* SPDX-License-Identifier: ISC */
#include "daemon/text/owner_pieces.h"

#include <string.h>

#include "daemon/text/fold.h"
#include "daemon/text/owner_tokens.h"
#include "protocol/arena.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* Between parties, or beside one; folded. */
struct owner_phrase {
	const char *text;
	enum { JOINS, COOPERATES, OTHERS, MARKS, TITLES, ASSISTS } effect;
};

static const struct owner_phrase phrases[] = {
	{ "och", JOINS },
	{ "samt", JOINS },
	{ "and", JOINS },
	{ "o", JOINS },
	{ "og", JOINS },
	{ "jämte", COOPERATES },
	{ "med", COOPERATES },
	{ "genom", COOPERATES },
	{ "via", COOPERATES },
	{ "tillsammans", COOPERATES },
	{ "i samverkan", COOPERATES },
	{ "samverkan med", COOPERATES },
	{ "samverkan genom", COOPERATES },
	{ "samverkar med", COOPERATES },
	{ "i samarbete", COOPERATES },
	{ "samarbete med", COOPERATES },
	{ "samarbetar med", COOPERATES },
	{ "i samråd", COOPERATES },
	{ "samråd med", COOPERATES },
	{ "i dialog", COOPERATES },
	{ "dialog med", COOPERATES },
	{ "i nära samverkan", COOPERATES },
	{ "ska i samverkan", COOPERATES },
	{ "i nära samarbete", COOPERATES },
	{ "ska i samarbete", COOPERATES },
	{ "i nära samråd", COOPERATES },
	{ "ska i samråd", COOPERATES },
	{ "i nära dialog", COOPERATES },
	{ "ska i dialog", COOPERATES },
	{ "ska tillsammans", COOPERATES },
	{ "i samarbeid", COOPERATES },
	{ "i samarbejde", COOPERATES },
	{ "sammen med", COOPERATES },
	{ "in partnership", COOPERATES },
	{ "med stöd av", COOPERATES },
	{ "med stöd från", COOPERATES },
	{ "med hjälp av", COOPERATES },
	{ "stöd av", COOPERATES },
	{ "with", COOPERATES },
	{ "through", COOPERATES },
	{ "together", COOPERATES },
	{ "in cooperation", COOPERATES },
	{ "in co-operation", COOPERATES },
	{ "in collaboration", COOPERATES },
	{ "in consultation", COOPERATES },
	{ "supported by", COOPERATES },
	{ "with support from", COOPERATES },
	{ "with the support of", COOPERATES },
	{ "assisted by", COOPERATES },
	/* Parties that are not named: a piece that nothing resolves. */
	{ "m.fl", OTHERS },
	{ "m. fl", OTHERS },
	{ "m fl", OTHERS },
	{ "mfl", OTHERS },
	{ "med flera", OTHERS },
	{ "and others", OTHERS },
	/* After a party. */
	{ "ansvarar", MARKS },
	{ "ska ansvara", MARKS },
	{ "är ansvarig", MARKS },
	{ "är huvudansvarig", MARKS },
	{ "är sammankallande", MARKS },
	{ "har ansvaret", MARKS },
	{ "har huvudansvaret", MARKS },
	{ "leder", MARKS },
	{ "ska leda", MARKS },
	{ "samordnar", MARKS },
	{ "sammankallar", MARKS },
	{ "är samordnare", MARKS },
	{ "ska samordna", MARKS },
	/* At the end of a party. */
	{ "sammankallande", TITLES },
	{ "som sammankallande", TITLES },
	{ "samordnande", TITLES },
	{ "huvudansvarig", TITLES },
	{ "som huvudansvarig", TITLES },
	{ "som ansvarig", TITLES },
	{ "bidrar", ASSISTS },
	{ "ska bidra", ASSISTS },
	{ "bistår", ASSISTS },
	{ "ska bistå", ASSISTS },
	{ "stödjer", ASSISTS },
	{ "stöder", ASSISTS },
	{ "stöttar", ASSISTS },
	{ "ska stödja", ASSISTS },
	{ "medverkar", ASSISTS },
	{ "ska medverka", ASSISTS },
	{ "deltar", ASSISTS },
	{ "ska delta", ASSISTS },
};

/* A piece that is one of these says who leads. */
static const char *const marks[] = { "sammankallande", "samordnande",
	"samordnare", "samordningsansvarig", "huvudansvarig", "huvudansvar",
	"ansvarig", "lead", "leads", "responsible" };

/* How labels begin that say who leads, and who helps. */
static const char *const lead_labels[] = { "ansvar", "huvudansvar",
	"sammankall", "samordn", "ägare", "lead", "responsible" };
static const char *const help_labels[] = { "samverk", "samarbet", "medverk",
	"delta", "stöd", "övrig", "bistå", "involverad", "cooperat",
	"support" };

/* --- words divided at a line's end --- */

static bool is_phrase_word(const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i < COUNT(phrases); i++)
		for (const char *at = phrases[i].text; at != NULL;
		     at = strchr(at, ' ')) {
			at += *at == ' ';
			if (strcspn(at, " ") == length &&
			    strncmp(at, word, length) == 0)
				return true;
		}
	return false;
}

/* Joins "sam-" and "verkan" where that makes a word of a phrase; names are
 * joined when they are looked for. */
static void join_phrases(struct owner_tokens *tokens, struct arena *arena)
{
	size_t to = 0;

	for (size_t at = 0; at < tokens->count; at++) {
		struct owner_token token = tokens->list[at];
		const struct owner_token *next = &tokens->list[at + 2];

		if (at + 2 < tokens->count && token.kind == OWNER_WORD &&
		    next[-1].kind == OWNER_LINE && next->kind == OWNER_WORD) {
			const char *word = arena_printf(
			    arena, "%s%s", token.folded, next->folded);

			if (is_phrase_word(word)) {
				token.folded = word;
				token.end = next->end;
				at += 2;
			}
		}
		tokens->list[to++] = token;
	}
	tokens->count = to;
}

/* --- phrases --- */

/* How many tokens from `at` on are the words of the phrase, which may be
 * broken between lines; 0 for other words. */
static size_t phrase_tokens(
    const struct owner_tokens *tokens, size_t at, const char *phrase)
{
	size_t count = 0;

	while (*phrase != '\0') {
		const struct owner_token *token = &tokens->list[at + count];
		size_t length = strcspn(phrase, " ");

		if (at + count >= tokens->count)
			return 0;
		count++;
		if (token->kind == OWNER_LINE && count > 1)
			continue;
		if (token->kind != OWNER_WORD ||
		    strlen(token->folded) != length ||
		    strncmp(token->folded, phrase, length) != 0)
			return 0;
		phrase += length + (phrase[length] == ' ');
	}
	return count;
}

/* The longest phrase at `at` and its tokens; NULL for none. */
static const struct owner_phrase *phrase_at(
    const struct owner_tokens *tokens, size_t at, size_t *count)
{
	const struct owner_phrase *longest = NULL;

	*count = 0;
	for (size_t i = 0; i < COUNT(phrases); i++) {
		size_t words = phrase_tokens(tokens, at, phrases[i].text);

		if (words <= *count)
			continue;
		longest = &phrases[i];
		*count = words;
	}
	return longest;
}

/* --- pieces --- */

struct cutter {
	struct arena *arena;
	struct owner_pieces pieces;
	enum owner_rank rank;  /* of the next piece */
	enum owner_rank outer; /* after the bracket */
	bool bracket;          /* is open */
	int labels;            /* so far */
	bool strange;          /* one of them says not what its parties do */
	bool open;             /* the next word belongs to the last piece */
	bool vid;              /* it is the first after "vid" */
};

static struct owner_piece *last_piece(struct cutter *cutter)
{
	return &cutter->pieces.list[cutter->pieces.count - 1];
}

static void add_to_piece(struct cutter *cutter, const struct owner_token *token)
{
	if (!cutter->open)
		cutter->pieces.list[cutter->pieces.count++] =
		    (struct owner_piece){ .start = token->start,
			    .rank = cutter->rank };
	else if (strcmp(token->folded, "vid") == 0 && !cutter->vid) {
		cutter->vid = true;
		last_piece(cutter)->vid = last_piece(cutter)->end;
	} else if (cutter->vid && last_piece(cutter)->after_vid == NULL)
		last_piece(cutter)->after_vid = token->start;
	last_piece(cutter)->end = token->end;
	cutter->open = true;
}

static bool begins_with(
    const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

static const char *folded_piece(
    struct cutter *cutter, const struct owner_piece *piece)
{
	return fold_name(cutter->arena,
	    arena_copy(cutter->arena, piece->start,
		(size_t)(piece->end - piece->start)));
}

static bool is_label(const char *folded)
{
	return begins_with(folded, lead_labels, COUNT(lead_labels)) ||
	    begins_with(folded, help_labels, COUNT(help_labels));
}

/* "Rtj stöd:" is a party and a label that begins on its line: parts them. */
static void part_label(struct cutter *cutter)
{
	struct owner_piece *piece = last_piece(cutter), rest = *piece;

	if (is_label(folded_piece(cutter, piece)))
		return;
	for (rest.start += strcspn(rest.start, " "); rest.start < rest.end;
	     rest.start += strcspn(rest.start, " ")) {
		const char *before = rest.start;

		rest.start += strspn(rest.start, " ");
		if (rest.start >= rest.end ||
		    !is_label(folded_piece(cutter, &rest)))
			continue;
		piece->end = before;
		piece->after_vid = NULL;
		cutter->pieces.list[cutter->pieces.count++] = rest;
		return;
	}
}

static void close_label(struct cutter *cutter)
{
	const char *label;

	part_label(cutter);
	label = folded_piece(cutter, last_piece(cutter));
	last_piece(cutter)->label = true;
	if (begins_with(label, lead_labels, COUNT(lead_labels)))
		cutter->rank = OWNER_MARKED;
	else if (begins_with(label, help_labels, COUNT(help_labels)))
		cutter->rank = OWNER_COOPERATING;
	else
		cutter->strange = true;
	cutter->labels++;
}

/* "A, B eller C", "A/ev. B" leave open who it is. */
static bool is_choice(const char *folded)
{
	static const char *const words[] = { "eller", "el", "alternativt",
		"alt", "ev", "eventuellt", "or", "alternatively" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (strcmp(folded, words[i]) == 0)
			return true;
	return false;
}

/* A piece "sammankallande" marks the party before it. */
static void find_mark(struct cutter *cutter)
{
	struct owner_piece *piece = last_piece(cutter);
	const char *text;

	if (cutter->pieces.count < 2 || piece->label)
		return;
	text = folded_piece(cutter, piece);
	for (size_t i = 0; i < COUNT(marks); i++)
		if (strcmp(text, marks[i]) == 0) {
			piece->mark = true;
			piece[-1].rank = OWNER_MARKED;
		}
}

static void close_piece(struct cutter *cutter)
{
	if (cutter->open)
		find_mark(cutter);
	cutter->open = cutter->vid = false;
}

static void take_phrase(struct cutter *cutter,
    const struct owner_phrase *phrase, const struct owner_token *first,
    const struct owner_token *last)
{
	bool open = cutter->open;

	close_piece(cutter);
	switch (phrase->effect) {
	case OTHERS:
		add_to_piece(cutter, first);
		last_piece(cutter)->end = last->end;
		close_piece(cutter);
		break;
	case MARKS:
	case TITLES:
	case ASSISTS:
		if (open)
			last_piece(cutter)->rank = phrase->effect == ASSISTS
			    ? OWNER_ASSISTING
			    : OWNER_MARKED;
		break;
	case COOPERATES:
		if (cutter->pieces.count > 0 && !last_piece(cutter)->label)
			cutter->rank = OWNER_COOPERATING;
		break;
	case JOINS:
		break;
	}
}

static void take_sign(struct cutter *cutter, const struct owner_token *token)
{
	if (token->kind == OWNER_COLON && cutter->open)
		close_label(cutter);
	if (token->kind == OWNER_LINE && cutter->open)
		last_piece(cutter)->line = true;
	close_piece(cutter);
	if (token->kind == OWNER_OPENING) {
		cutter->outer = cutter->rank;
		cutter->bracket = true;
		if (cutter->pieces.count > 0)
			cutter->rank = OWNER_COOPERATING;
	} else if (token->kind == OWNER_CLOSING) {
		cutter->rank = cutter->outer;
		cutter->bracket = false;
	}
}

/* Whether the phrase at `at` is one here: "leder" after a party only, and not
 * "leder inte". */
static bool is_meant(const struct cutter *cutter,
    const struct owner_tokens *tokens, const struct owner_phrase *phrase,
    size_t next)
{
	const struct owner_token *after = &tokens->list[next];

	bool word = next < tokens->count && after->kind == OWNER_WORD;

	switch (phrase->effect) {
	case TITLES:
		return cutter->open && !word;
	case MARKS:
	case ASSISTS:
		return cutter->open &&
		    (!word ||
			(strcmp(after->folded, "inte") != 0 &&
			    strcmp(after->folded, "ej") != 0));
	default:
		return true;
	}
}

/* Whether what comes may be in the place of who leads. */
static bool may_lead(const struct cutter *cutter)
{
	return (cutter->bracket ? cutter->outer : cutter->rank) !=
	    OWNER_COOPERATING;
}

/* How many tokens "(CVE)" in "Center mot extremism (CVE) vid Brå" is. */
static size_t bracket_before_vid(const struct owner_tokens *tokens, size_t at)
{
	size_t end = at + 1;

	if (tokens->list[at].kind != OWNER_OPENING)
		return 0;
	while (end < tokens->count && tokens->list[end].kind == OWNER_WORD)
		end++;
	if (end + 1 >= tokens->count ||
	    tokens->list[end].kind != OWNER_CLOSING ||
	    tokens->list[end + 1].kind != OWNER_WORD ||
	    strcmp(tokens->list[end + 1].folded, "vid") != 0)
		return 0;
	return end + 1 - at;
}

/* Puts the token at `at`, or the phrase that begins there, where it belongs;
 * returns how many tokens that took. */
static size_t take_tokens(
    struct cutter *cutter, const struct owner_tokens *tokens, size_t at)
{
	const struct owner_token *token = &tokens->list[at];
	size_t count;
	const struct owner_phrase *phrase = phrase_at(tokens, at, &count);

	if (phrase != NULL && is_meant(cutter, tokens, phrase, at + count)) {
		take_phrase(
		    cutter, phrase, token, &tokens->list[at + count - 1]);
		return count;
	}
	if (cutter->open && (count = bracket_before_vid(tokens, at)) > 0) {
		last_piece(cutter)->end = tokens->list[at + count - 1].end;
		return count;
	}
	if (token->kind == OWNER_WORD) {
		if (is_choice(token->folded) && may_lead(cutter))
			cutter->pieces.unsaid = true;
		add_to_piece(cutter, token);
	} else
		take_sign(cutter, token);
	return 1;
}

struct owner_pieces owner_pieces_of(struct arena *arena, const char *text)
{
	struct owner_tokens tokens = owner_tokens_of(arena, text);
	struct cutter cutter = {
		.arena = arena, .rank = OWNER_PLAIN, .outer = OWNER_PLAIN
	};

	join_phrases(&tokens, arena);
	cutter.pieces.list = arena_alloc(
	    arena, (tokens.count + 1) * sizeof(*cutter.pieces.list));
	for (size_t at = 0; at < tokens.count;)
		at += take_tokens(&cutter, &tokens, at);
	close_piece(&cutter);
	cutter.pieces.unsaid |= cutter.strange && cutter.labels > 1;
	return cutter.pieces;
}
