/* SPDX-License-Identifier: ISC */
#include "client/answer_tokens.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "client/encoding.h"
#include "protocol/buffer.h"

static const struct {
	enum answer_meaning meaning;
	const char *words; /* folded, a space before and after each */
} vocabulary[] = {
	{ WORD_PERCENT, " % procent percent " },
	{ WORD_LABEL,
	    " nr nummer no number aktivitet aktiviteten aktiviteter"
	    " aktiviteterna activity activities " },
	{ WORD_AND, " och samt and & " },
	{ WORD_FILL,
	    " är nu vi den det de att med har ha kommit arbetet vara i in på"
	    " till is are now we it work come"
	    " on the that have has at of än ännu yet to " },
	{ WORD_NOT, " inte ej icke not " },
	{ WORD_STARTED,
	    " pågår pågående påbörjad påbörjat påbörjade startad startat"
	    " startade börjat började igång gång started ongoing progress"
	    " underway begun " },
	{ WORD_DONE,
	    " klar klart klara färdig färdigt färdiga avslutad avslutat"
	    " avslutade slutförd slutfört slutförda genomförd genomfört"
	    " genomförda done finished completed complete " },
	{ WORD_PAST, " blev blivit sedan redan was were been since already " },
	{ WORD_FUTURE,
	    " blir bli kommer beräknas beräknar beräknad räknas räknar väntas"
	    " förväntas senast will be expected expect by " },
	{ WORD_NEEDS, " behöver behövs need needs " },
	{ WORD_DATE, " datum slutdatum tid date deadline time " },
	{ WORD_BEGINS, " börjar startar påbörjas begins starts " },
	{ WORD_NEAR, " igår idag imorgon yesterday today tomorrow " },
	{ WORD_DROPPED,
	    " utgår utgått avbruten avbrutet avbryts inställd inställt dropped"
	    " cancelled canceled " },
};

static enum answer_meaning look_up(const char *text)
{
	char word[48];

	if (text[strspn(text, "0123456789")] == '\0')
		return WORD_NUMBER;
	if (isdigit((unsigned char)text[0]))
		return WORD_DAY;
	snprintf(word, sizeof(word), " %s ", text);
	for (size_t i = 0; i < sizeof(vocabulary) / sizeof(*vocabulary); i++)
		if (strstr(vocabulary[i].words, word) != NULL)
			return vocabulary[i].meaning;
	return WORD_UNKNOWN;
}

/* "i dag" is two words; "dag" by itself says nothing. */
static bool is_near(const struct answer_line *line, const char *text)
{
	const struct answer_token *before;

	if (line->count == 0)
		return false;
	before = &line->tokens[line->count - 1];
	return strcmp(before->text, "i") == 0 && !before->stop &&
	    (strcmp(text, "dag") == 0 || strcmp(text, "går") == 0 ||
		strcmp(text, "morgon") == 0);
}

int answer_tokens_near(const struct answer_token *token)
{
	static const char *const days[] = { "går", "yester", "morgon",
		"tomor" };

	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		if (strstr(token->text, days[i]) != NULL)
			return i < 2 ? -1 : 1;
	return 0;
}

static bool push_token(
    struct answer_line *line, const char *raw, size_t length, bool stop)
{
	struct answer_token *token = &line->tokens[line->count];
	struct buffer text = { 0 };
	bool fits;

	encoding_fold(&text, raw, length);
	fits = line->count < ANSWER_TOKENS_MAX &&
	    text.length < sizeof(token->text);
	if (fits && text.length > 0) {
		snprintf(token->text, sizeof(token->text), "%s", text.bytes);
		token->raw = raw;
		token->stop = stop;
		token->comma = raw[length] == ',';
		token->meaning =
		    is_near(line, text.bytes) ? WORD_NEAR : look_up(text.bytes);
		line->count++;
	}
	buffer_free(&text);
	return fits;
}

/* "80%" is two tokens, as is "nr7". */
static bool split_token(
    struct answer_line *line, const char *raw, size_t length, bool stop)
{
	size_t digits = strspn(raw, "0123456789");

	if (length > 1 && digits == length - 1 && raw[digits] == '%')
		return push_token(line, raw, digits, false) &&
		    push_token(line, raw + digits, 1, stop);
	if (length > 2 &&
	    (strncmp(raw, "nr", 2) == 0 || strncmp(raw, "Nr", 2) == 0) &&
	    strspn(raw + 2, ".0123456789") == length - 2)
		return push_token(line, raw, 2, false) &&
		    push_token(line, raw + 2 + (raw[2] == '.'),
			length - 2 - (raw[2] == '.'), stop);
	return push_token(line, raw, length, stop);
}

static size_t dash(const char *at)
{
	if (strncmp(at, "–", 3) == 0 || strncmp(at, "—", 3) == 0 ||
	    strncmp(at, "•", 3) == 0)
		return 3;
	return strchr("-*#(", at[0]) != NULL && at[0] != '\0';
}

/* White space, the no-break space too. */
static size_t blank(const char *at)
{
	if (strncmp(at, "\xc2\xa0", 2) == 0)
		return 2;
	return strchr(" \t", at[0]) != NULL && at[0] != '\0';
}

bool answer_tokens_split(struct answer_line *line, const char *text)
{
	for (const char *at = text; *at != '\0';) {
		size_t length = 0, skipped, kept;
		bool stop = false;

		if ((skipped = blank(at)) > 0 || (skipped = dash(at)) > 0) {
			at += skipped;
			continue;
		}
		while (at[length] != '\0' && blank(at + length) == 0)
			length++;
		kept = length;
		while (kept > 0 && strchr(",.;:!)*", at[kept - 1]) != NULL)
			stop |= strchr(",.;!", at[--kept]) != NULL;
		if (kept == 0 && line->count > 0)
			line->tokens[line->count - 1].stop |= stop;
		else if (kept > 0 && !split_token(line, at, kept, stop))
			return false;
		at += length;
	}
	line->tokens[line->count].meaning = WORD_END;
	return true;
}
