/* SPDX-License-Identifier: ISC */
#include "client/answer_words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/encoding.h"
#include "protocol/buffer.h"
#include "protocol/translate.h"

#define TOKENS_MAX 48

enum meaning {
	UNKNOWN,
	END,
	NUMBER, /* digits alone */
	DAY,    /* digits with more: "2022-10-12", "12/10", "1:a" */
	PERCENT,
	LABEL, /* "nr" */
	AND,
	FILL, /* says nothing of its own */
	NOT,
	STARTED,
	DONE,
	PAST,
	FUTURE,
	NEEDS,
	DATE, /* the word itself */
	BEGINS,
};

static const struct {
	enum meaning meaning;
	const char *words; /* folded, a space before and after each */
} vocabulary[] = {
	{ PERCENT, " % procent percent " },
	{ LABEL,
	    " nr nummer no number aktivitet aktiviteten aktiviteter"
	    " aktiviteterna activity activities " },
	{ AND, " och samt and & " },
	{ FILL,
	    " är nu vi den det de att med har ha kommit arbetet vara i in på"
	    " till is are now we it work come"
	    " on the that have has at of än ännu yet to " },
	{ NOT, " inte ej icke not " },
	{ STARTED,
	    " pågår pågående påbörjad påbörjat påbörjade startad startat"
	    " startade börjat började igång gång started ongoing progress"
	    " underway begun " },
	{ DONE,
	    " klar klart klara färdig färdigt färdiga avslutad avslutat"
	    " avslutade slutförd slutfört slutförda genomförd genomfört"
	    " genomförda done finished completed complete " },
	{ PAST, " blev blivit sedan redan was were been since already " },
	{ FUTURE,
	    " blir bli kommer beräknas beräknar beräknad räknas räknar väntas"
	    " förväntas senast will be expected expect by " },
	{ NEEDS, " behöver behövs need needs " },
	{ DATE, " datum slutdatum tid date deadline time " },
	{ BEGINS, " börjar startar påbörjas begins starts " },
};

struct answer_token {
	char text[40];   /* folded, without punctuation around it */
	const char *raw; /* where it begins in the line */
	enum meaning meaning;
	bool stop;  /* a comma or full stop follows */
	bool comma; /* ... a comma does */
};

struct answer_line {
	struct answer_token tokens[TOKENS_MAX + 1]; /* one of END is the last */
	size_t count, at;
	enum meaning last; /* DONE or PERCENT, where no stop came since */
	bool share;        /* "80 % klart": not done */
};

/* --- tokens --- */

static enum meaning look_up(const char *text)
{
	char word[48];

	if (text[strspn(text, "0123456789")] == '\0')
		return NUMBER;
	if (isdigit((unsigned char)text[0]))
		return DAY;
	snprintf(word, sizeof(word), " %s ", text);
	for (size_t i = 0; i < sizeof(vocabulary) / sizeof(*vocabulary); i++)
		if (strstr(vocabulary[i].words, word) != NULL)
			return vocabulary[i].meaning;
	return UNKNOWN;
}

static bool push_token(
    struct answer_line *line, const char *raw, size_t length, bool stop)
{
	struct answer_token *token = &line->tokens[line->count];
	struct buffer text = { 0 };
	bool fits;

	encoding_fold(&text, raw, length);
	fits = line->count < TOKENS_MAX && text.length < sizeof(token->text);
	if (fits && text.length > 0) {
		snprintf(token->text, sizeof(token->text), "%s", text.bytes);
		token->raw = raw;
		token->stop = stop;
		token->comma = raw[length] == ',';
		token->meaning = look_up(token->text);
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

static bool split_line(struct answer_line *line, const char *text)
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
	line->tokens[line->count].meaning = END;
	return true;
}

/* --- sayings --- */

static const struct answer_token *token_at(
    const struct answer_line *line, size_t ahead)
{
	size_t at = line->at + ahead;

	return &line->tokens[at < line->count ? at : line->count];
}

static enum meaning next(const struct answer_line *line, size_t ahead)
{
	return token_at(line, ahead)->meaning;
}

static bool has_four_digits(const struct answer_token *token)
{
	return token->meaning == NUMBER && strlen(token->text) == 4;
}

/* How many tokens from here on are a day, if the daemon finds that they are
 * one: "2022-10-12", "12 oktober", "October 12". */
static size_t day_tokens(const struct answer_line *line)
{
	if (next(line, 0) == DAY)
		return next(line, 1) == UNKNOWN ? 2 : 1;
	if (next(line, 0) == NUMBER && !token_at(line, 0)->stop &&
	    next(line, 1) == UNKNOWN)
		return 2;
	if (next(line, 0) == UNKNOWN &&
	    (next(line, 1) == NUMBER || next(line, 1) == DAY) &&
	    !has_four_digits(token_at(line, 1)))
		return 2;
	return 0;
}

static bool answer_words_day(
    struct answer_line *line, struct saying *saying, size_t tokens)
{
	bool said = saying->day[0] != '\0';
	size_t length = 0;

	/* "2022-10-12" and "12/10/2022" say their year themselves. */
	saying->has_year = tokens == 1 && strlen(token_at(line, 0)->text) >= 8;
	if (!saying->has_year && has_four_digits(token_at(line, tokens))) {
		saying->has_year = true;
		tokens++;
	}
	for (size_t i = 0; i < tokens; i++)
		length += (size_t)snprintf(saying->day + length,
		    sizeof(saying->day) - length, "%s%s", i > 0 ? " " : "",
		    token_at(line, i)->text);
	line->at += tokens;
	line->last = END;
	return !said && length < sizeof(saying->day);
}

static bool read_percent(struct answer_line *line, struct saying *saying)
{
	const struct answer_token *number = token_at(line, 0);
	bool said = saying->progress >= 0;

	if (strlen(number->text) > 3 || strtol(number->text, NULL, 10) > 100)
		return false;
	saying->progress = (int)strtol(number->text, NULL, 10);
	if (line->last == DONE && saying->progress < 100) {
		saying->done = false;
		line->share = true;
	}
	line->last = token_at(line, 1)->stop ? END : PERCENT;
	line->at += 2;
	return !said;
}

static bool read_status(struct answer_line *line, struct saying *saying)
{
	bool negated = next(line, 0) == NOT, said = saying->status != NULL;

	while (negated && (next(line, 0) == NOT || next(line, 0) == FILL))
		line->at++;
	if (next(line, 0) != STARTED)
		return false;
	saying->status = negated ? "planned" : "started";
	line->at++;
	return !said;
}

/* "80 % klart" is not done, "klart" is. */
static void read_done(struct answer_line *line, struct saying *saying)
{
	if (line->last == PERCENT && saying->progress < 100)
		line->share = true;
	else
		saying->done = true;
	line->last = token_at(line, 0)->stop ? END : DONE;
	line->at++;
}

static void skip_word(struct answer_line *line, struct saying *saying)
{
	saying->past |= next(line, 0) == PAST;
	saying->future |= next(line, 0) == FUTURE;
	if (token_at(line, 0)->stop)
		line->last = END;
	line->at++;
}

/* "Inte börjat, börjar 1 september": the plan has no place for that day, so
 * the words are kept. They end the line. */
static bool read_begin(struct answer_line *line, struct saying *saying)
{
	const struct answer_token *begins = token_at(line, 0);
	size_t tokens;

	if (saying->status == NULL)
		saying->status = "planned";
	if (strcmp(saying->status, "planned") != 0)
		return false;
	line->at++;
	while (next(line, 0) == FILL)
		line->at++;
	tokens = day_tokens(line);
	line->at += tokens;
	if (tokens > 0 && has_four_digits(token_at(line, 0)))
		line->at++;
	saying->note = begins->raw;
	return tokens > 0 && line->at == line->count;
}

/* Reads one word or what belongs together; false where it is not known. */
static bool read_word(struct answer_line *line, struct saying *saying)
{
	size_t day;

	if (next(line, 0) == NUMBER && next(line, 1) == PERCENT)
		return read_percent(line, saying);
	day = day_tokens(line);
	if (day > 0)
		return answer_words_day(line, saying, day);
	switch (next(line, 0)) {
	case NOT:
	case STARTED:
		return read_status(line, saying);
	case DONE:
		read_done(line, saying);
		return true;
	case BEGINS:
		return read_begin(line, saying);
	case AND:
	case FILL:
	case PAST:
	case FUTURE:
		skip_word(line, saying);
		return true;
	default:
		return false;
	}
}

/* "Nr 7, 8 och 9"; "7: 50 klar" may be a share that lacks its sign. */
static bool read_numbers(struct answer_line *line, struct saying *saying)
{
	for (;;) {
		size_t ahead = 0;
		const char *text;

		while (next(line, ahead) == LABEL ||
		    (saying->count > 0 && next(line, ahead) == AND))
			ahead++;
		if (saying->count > 0 && ahead == 0 &&
		    next(line, 0) == NUMBER &&
		    !line->tokens[line->at - 1].comma)
			return next(line, 1) == PERCENT ||
			    next(line, 1) == UNKNOWN;
		if (next(line, ahead) != NUMBER ||
		    (saying->count > 0 &&
			(next(line, ahead + 1) == PERCENT ||
			    next(line, ahead + 1) == UNKNOWN)))
			return saying->count > 0;
		text = token_at(line, ahead)->text;
		if (strlen(text) > 9 || saying->count == ANSWER_ACTIVITIES_MAX)
			return false;
		saying->activities[saying->count++] = strtol(text, NULL, 10);
		line->at += ahead + 1;
	}
}

/* A new due date is decided, not answered: the words are kept as they are. */
static bool read_need(struct answer_line *line, struct saying *saying)
{
	const char *note;
	size_t ahead = 0;

	while (next(line, ahead) == FILL)
		ahead++;
	if (next(line, ahead) != NEEDS)
		return false;
	note = token_at(line, ahead)->raw;
	while (next(line, ahead) != END && next(line, ahead) != DATE &&
	    next(line, ahead) != NOT)
		ahead++;
	if (next(line, ahead) != DATE)
		return false;
	saying->note = note;
	line->at = line->count;
	return true;
}

/* Whether what was said fits together. */
static bool is_whole(const struct saying *saying, bool share)
{
	bool dated = saying->day[0] != '\0';

	if (saying->status == NULL && saying->progress < 0 && !saying->done)
		return dated && saying->future && !saying->past;
	if (dated && !saying->done && !share && !saying->future)
		return false;
	if (saying->past && (saying->future || !saying->done))
		return false;
	if (dated || !saying->done)
		return dated || !saying->future;
	return !saying->future && saying->status == NULL &&
	    (saying->progress < 0 || saying->progress == 100);
}

static bool starts_saying(const struct answer_line *line)
{
	return next(line, 0) == LABEL ||
	    (next(line, 0) == NUMBER && next(line, 1) != PERCENT &&
		day_tokens(line) == 0);
}

static bool answer_words_saying(struct answer_line *line, struct saying *saying)
{
	*saying = (struct saying){ .progress = -1 };
	line->last = END;
	line->share = false;
	if (!read_numbers(line, saying))
		return false;
	if (read_need(line, saying))
		return true;
	/* "12 oktober 7 klar" is not of activity 12. */
	if (next(line, 0) == UNKNOWN)
		return false;
	while (line->at < line->count && !starts_saying(line))
		if (!read_word(line, saying))
			return false;
	return is_whole(saying, line->share);
}

size_t answer_words_read(
    struct saying sayings[ANSWER_SAYINGS_MAX], const char *text)
{
	struct answer_line line = { 0 };
	size_t count = 0;

	if (!split_line(&line, text))
		return 0;
	while (line.at < line.count) {
		if (count == ANSWER_SAYINGS_MAX ||
		    !answer_words_saying(&line, &sayings[count]))
			return 0;
		count++;
	}
	return count;
}

static bool is_greeting(const struct answer_token *token)
{
	static const char words[] =
	    " hej hejsan hallå tjena goddag god dag morgon kära bästa tack mvh"
	    " vh med vänlig vänliga hälsning hälsningar på förhand trevlig helg"
	    " hi hello dear thanks best kind regards ";
	char word[48];

	snprintf(word, sizeof(word), " %s ", token->text);
	return strstr(words, word) != NULL;
}

/* A name's first letter: of ASCII, or from À to Þ, as in "Åsa". */
static bool is_capital(const char *raw)
{
	unsigned char second = (unsigned char)raw[1];

	return isupper((unsigned char)raw[0]) ||
	    (raw[0] == '\xc3' && second >= 0x80 && second <= 0x9e);
}

bool answer_words_greets(const char *text)
{
	struct answer_line line = { 0 };

	if (!split_line(&line, text) || line.count == 0 ||
	    !is_greeting(&line.tokens[0]))
		return false;
	for (size_t i = 1; i < line.count; i++) {
		const struct answer_token *token = &line.tokens[i];

		if (!is_greeting(token) &&
		    (token->meaning != UNKNOWN || !is_capital(token->raw)))
			return false;
	}
	return true;
}

const char *answer_words_why(const char *text)
{
	struct saying sayings[ANSWER_SAYINGS_MAX];
	struct answer_line line = { 0 };

	if (!split_line(&line, text))
		return N_("it is too long");
	line.at = next(&line, 0) == LABEL;
	if (next(&line, 0) != NUMBER && next(&line, 0) != DAY)
		return N_("it does not begin with an activity's number");
	/* A month is no word of the vocabulary. */
	if (answer_words_read(sayings, text) > 0)
		return N_("its sentence goes on in the next line");
	for (size_t i = 0; i < line.count; i++)
		if (line.tokens[i].meaning == UNKNOWN)
			return N_("not all of its words are known");
	return N_("it says what cannot be");
}
