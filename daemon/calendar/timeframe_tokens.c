/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_tokens.h"

#include <string.h>

#include "daemon/calendar/timeframe_words.h"

#define DIGITS     "0123456789"
#define DIGITS_MAX 8

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether the `length` bytes before `at` and those after `rest` are one word
 * when nothing stands between them. */
static bool is_one_word(const struct timeframe_words *words, const char *before,
    size_t length, const char *rest)
{
	char word[FOLDED_SIZE];
	struct timeframe_token token;
	size_t more = timeframe_letters(rest);

	if (length == 0 || more == 0 || length + more >= sizeof word)
		return false;
	memcpy(word, before, length);
	memcpy(word + length, rest, more);
	word[length + more] = '\0';
	return timeframe_word(words, word, &token) == length + more;
}

/* Takes out the hyphens of words that were divided at a line's end. */
static void rejoin(const struct timeframe_words *words, char *folded)
{
	for (char *dash = strchr(folded, '-'); dash != NULL;
	     dash = strchr(dash, '-')) {
		char *word = dash, *rest = dash + strspn(dash, "-");

		rest += strspn(rest, " ");
		while (word > folded && timeframe_letters(word - 1) > 0)
			word--;
		if (is_one_word(words, word, (size_t)(dash - word), rest))
			memmove(dash, rest, strlen(rest) + 1);
		else
			dash += strspn(dash, "-");
	}
}

/* The bytes of "r3" at `text`, up to three letters and a number; 0 for none.
 * `known`: the letters are a word, as in "q3". */
static size_t code_length(
    const struct timeframe_words *words, const char *text, bool *known)
{
	size_t letters = timeframe_letters(text), digits;
	struct timeframe_token token;

	digits = strspn(text + letters, DIGITS);
	if (letters == 0 || letters > 3 || digits == 0 || digits > 3)
		return 0;
	*known = timeframe_word(words, text, &token) == letters;
	return letters + digits;
}

/* The bytes of "(k3/r3/t2)" at `text`, references that are no time as one of
 * them is none; 0 for others. */
static size_t codes_length(
    const struct timeframe_words *words, const char *text)
{
	bool strange = false;
	size_t at = 1, length;

	for (;; at += strspn(text + at, "/,;+ ")) {
		bool known = false;

		if ((length = code_length(words, text + at, &known)) == 0)
			return 0;
		strange |= !known;
		at += length;
		if (text[at] == ')')
			return strange ? at + 1 : 0;
		if (text[at] == '\0' || strchr("/,;+ ", text[at]) == NULL)
			return 0;
	}
}

static void drop_codes(const struct timeframe_words *words, char *folded)
{
	for (char *at = strchr(folded, '('); at != NULL;
	     at = strchr(at + 1, '('))
		memset(at, ' ', codes_length(words, at));
}

/* "1:a", "2:dra", "3e", "31st": the bytes of the ending. */
static size_t ordinal_ending(const char *text)
{
	static const char *const endings[] = { "a", "e", "de", "sta", "dra",
		"dje", "st", "nd", "rd", "th" };
	size_t colon = *text == ':';
	size_t letters = timeframe_letters(text + colon);

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (letters == strlen(endings[i]) &&
		    strncmp(text + colon, endings[i], letters) == 0)
			return colon + letters;
	return 0;
}

/* The time of day that a spreadsheet writes after a date; 0 for none. */
static size_t clock_time(const char *text)
{
	size_t at = 0;

	for (int part = 0; part < 3; part++) {
		if (part > 0 && text[at] != ':')
			return part < 2 ? 0 : at;
		at += part > 0;
		if (!is_digit(text[at]) || !is_digit(text[at + 1]) ||
		    is_digit(text[at + 2]))
			return 0;
		at += 2;
	}
	return at;
}

static size_t timeframe_tokens_read_number(
    const char *text, struct timeframe_token *token)
{
	size_t length = strspn(text, DIGITS), ending;

	*token = (struct timeframe_token){ .type = TOKEN_UNKNOWN };
	if (length > DIGITS_MAX)
		return length;
	token->type = TOKEN_NUMBER;
	token->digits = (int)length;
	for (size_t i = 0; i < length; i++)
		token->value = token->value * 10 + (text[i] - '0');
	if (length == 4 && token->value >= YEAR_MIN && token->value <= YEAR_MAX)
		token->type = TOKEN_YEAR;
	if (length > 2 || (ending = ordinal_ending(text + length)) == 0)
		return length;
	token->ordinal = true;
	return length + ending;
}

static size_t timeframe_tokens_read_word(const struct timeframe_words *words,
    const char *text, struct timeframe_token *token)
{
	size_t length, letters = timeframe_letters(text);

	*token = (struct timeframe_token){ .type = TOKEN_UNKNOWN };
	if ((length = timeframe_word(words, text, token)) > 0 ||
	    (length = timeframe_word_inside(words, text, letters, token)) > 0)
		return length;
	return letters;
}

/* "kl. 13", "kl 13.00", "kl 9-12" */
static size_t read_clock(
    const char *text, size_t length, struct timeframe_token *token)
{
	size_t at = length + strspn(text + length, ". "), dash;

	if (token->type != TOKEN_CLOCK)
		return length;
	token->type = TOKEN_UNKNOWN;
	if (!is_digit(text[at]))
		return length;
	token->type = TOKEN_END;
	at += strspn(text + at, DIGITS ".:");
	dash = strspn(text + at, "-");
	if (dash > 0 && is_digit(text[at + dash]))
		at += dash + strspn(text + at + dash, DIGITS ".:");
	return at;
}

static size_t dash_length(const char *text)
{
	return strspn(text, "->");
}

static size_t read_sign(
    const char *text, bool between, struct timeframe_token *token)
{
	switch (*text) {
	case '-':
		token->type = TOKEN_DASH;
		return dash_length(text);
	case '/':
		token->type = TOKEN_SLASH;
		return 1;
	case '+':
		token->type = text[1 + strspn(text + 1, " .")] == '\0'
		    ? TOKEN_ONWARD
		    : TOKEN_AND;
		return 1;
	case '&':
		token->type = TOKEN_AND;
		return 1;
	case '?':
	case '~':
		token->type = TOKEN_ROUGH;
		return 1;
	case '.':
		if (between && is_digit(text[1]))
			token->type = TOKEN_DOT;
		return 1;
	case '\'':
	case '!':
		return 1;
	}
	token->type =
	    strchr(",;:()[]|\\", *text) != NULL ? TOKEN_COMMA : TOKEN_UNKNOWN;
	return 1;
}

/* A time of day at `text`, after the "T" of ISO 8601 or alone, or two with a
 * dash: no matter here. */
static size_t skip_clock_time(const char *text, bool between)
{
	size_t t = between && *text == 't';
	size_t length = clock_time(text + t), dash, last;

	if (length == 0)
		return 0;
	length += t;
	dash = strspn(text + length, "- ");
	last = dash > 0 ? clock_time(text + length + dash) : 0;
	return last > 0 ? length + dash + last : length;
}

/* Reads one token of a text that is not at its end; type TOKEN_END where it
 * is nothing. `between`: a digit stands before it. */
static size_t timeframe_tokens_read_token(const struct timeframe_words *words,
    const char *text, bool between, struct timeframe_token *token)
{
	size_t length = skip_clock_time(text, between);

	*token = (struct timeframe_token){ .type = TOKEN_END };
	if (length > 0)
		return length;
	if (is_digit(*text))
		return timeframe_tokens_read_number(text, token);
	if (*text == '\'' && strspn(text + 1, DIGITS) == 2) {
		length = timeframe_tokens_read_number(text + 1, token) + 1;
		token->marked = true;
		return length;
	}
	if (timeframe_letters(text) > 0)
		return read_clock(text,
		    timeframe_tokens_read_word(words, text, token), token);
	return read_sign(text, between, token);
}

/* "Q42024" has lost a space: how many tokens it is. */
static size_t split_block(
    struct timeframe_token *number, const struct timeframe_token *before)
{
	int year = number->value % 10000;

	if (before == NULL || before->type != TOKEN_BLOCK ||
	    number->digits != 5 || year < YEAR_MIN || year > YEAR_MAX)
		return 1;
	number[1] = (struct timeframe_token){
		.type = TOKEN_YEAR, .value = year, .digits = 4
	};
	number->value /= 10000;
	number->digits = 1;
	return 2;
}

/* How many tokens there are after the one just read, at `count`. */
static size_t timeframe_tokens_keep(
    struct timeframe_token *tokens, size_t count)
{
	const struct timeframe_token *before =
	    count > 0 ? &tokens[count - 1] : NULL;

	if (tokens[count].type == TOKEN_END ||
	    (tokens[count].type == TOKEN_DASH && before != NULL &&
		before->type == TOKEN_DASH))
		return count;
	return count + split_block(&tokens[count], before);
}

size_t timeframe_tokens(char *folded, struct timeframe_token tokens[TOKENS_MAX])
{
	const char *text = folded;
	const struct timeframe_words *words = timeframe_words();
	size_t count = 0;

	drop_codes(words, folded);
	rejoin(words, folded);
	while (count < TIMEFRAME_MAX) {
		size_t spaces = strspn(text, " ");
		bool between =
		    spaces == 0 && text > folded && is_digit(text[-1]);

		text += spaces;
		if (*text == '\0')
			break;
		text += timeframe_tokens_read_token(
		    words, text, between, &tokens[count]);
		tokens[count].spaced = spaces > 0;
		count = timeframe_tokens_keep(tokens, count);
	}
	for (size_t i = count; i < TOKENS_MAX; i++)
		tokens[i] = (struct timeframe_token){ .type = TOKEN_END };
	return count;
}
