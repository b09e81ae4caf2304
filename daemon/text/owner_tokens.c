/* SPDX-License-Identifier: ISC */
#include "daemon/text/owner_tokens.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "daemon/text/fold.h"
#include "protocol/arena.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static const struct {
	const char *text;
	enum owner_token_kind kind;
} separators[] = {
	{ ",", OWNER_SEPARATOR },
	{ ";", OWNER_SEPARATOR },
	{ "/", OWNER_SEPARATOR },
	{ "&", OWNER_SEPARATOR },
	{ "+", OWNER_SEPARATOR },
	{ "|", OWNER_SEPARATOR },
	{ "•", OWNER_SEPARATOR },
	{ "*", OWNER_SEPARATOR },
	{ "\"", OWNER_SEPARATOR },
	{ "“", OWNER_SEPARATOR },
	{ "”", OWNER_SEPARATOR },
	{ "(", OWNER_OPENING },
	{ ")", OWNER_CLOSING },
	{ "\n", OWNER_LINE },
	{ "\r", OWNER_LINE },
	{ "\u2028", OWNER_LINE },
	{ "\u2029", OWNER_LINE },
};

/* The bytes of the separator at `text`, 0 for none, and its kind. */
static size_t separator_at(const char *text, enum owner_token_kind *kind)
{
	for (size_t i = 0; i < COUNT(separators); i++) {
		size_t length = strlen(separators[i].text);

		if (strncmp(text, separators[i].text, length) != 0)
			continue;
		*kind = separators[i].kind;
		return length;
	}
	return 0;
}

/* The bytes of the character at `text`, at least one. */
static size_t owner_tokens_character_at(const char *text, ucs4_t *character)
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
	size_t length = owner_tokens_character_at(text, &character);

	return uc_is_property_white_space(character) ? length : 0;
}

static const char *word_end(const char *text)
{
	enum owner_token_kind kind;
	ucs4_t character;

	while (*text != '\0' && separator_at(text, &kind) == 0 &&
	    white_at(text) == 0)
		text += owner_tokens_character_at(text, &character);
	return text;
}

static void add_token(struct owner_tokens *tokens, enum owner_token_kind kind,
    const char *start, const char *end)
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
	owner_tokens_character_at(next, &character);
	return end[-1] == '.' && next > end && uc_is_upper(character);
}

/* A word of dashes alone is a separator. */
static void add_word(struct owner_tokens *tokens, struct arena *arena,
    const char *start, const char *end)
{
	bool colon = end[-1] == ':';
	const char *folded;

	end -= colon;
	folded =
	    fold_name(arena, arena_copy(arena, start, (size_t)(end - start)));
	if (end > start) {
		add_token(tokens,
		    *folded != '\0' ? OWNER_WORD : OWNER_SEPARATOR, start, end);
		tokens->list[tokens->count - 1].folded = folded;
	}
	if (colon)
		add_token(tokens, OWNER_COLON, end, end + 1);
	else if (ends_sentence(end))
		add_token(tokens, OWNER_SEPARATOR, end, end);
}

struct owner_tokens owner_tokens_of(struct arena *arena, const char *text)
{
	struct owner_tokens tokens = { 0 };

	/* Tokens take a byte or more, but for the end of a sentence, and that
	 * has white space after it. */
	tokens.list =
	    arena_alloc(arena, (strlen(text) + 1) * sizeof(*tokens.list));
	while (*text != '\0') {
		enum owner_token_kind kind = OWNER_SEPARATOR;
		size_t separator = separator_at(text, &kind);
		size_t white = white_at(text);
		const char *end = word_end(text);

		if (separator > 0)
			add_token(&tokens, kind, text, text + separator);
		else if (white == 0)
			add_word(&tokens, arena, text, end);
		text = separator > 0 ? text + separator
		    : white > 0      ? text + white
				     : end;
	}
	return tokens;
}
