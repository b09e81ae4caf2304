/* SPDX-License-Identifier: ISC */
#include "client/heading_period.h"

#include <string.h>

#include "client/encoding.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Small letters; a number may follow. */
static const char *const periods[] = { "q", "kv", "kvartal", "kvartalet", "k",
	"quarter", "t", "tertial", "h", "halvår", "vt", "ht", "vår", "våren",
	"höst", "hösten", "høst", "høsten", "efterår", "forår", "sommar",
	"sommaren", "sommer", "spring", "autumn", "summer", "år", "year", "v",
	"vecka", "uke", "uge", "januari", "februari", "mars", "april", "maj",
	"juni", "juli", "augusti", "september", "oktober", "november",
	"december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
	"sept", "okt", "nov", "dec", "januar", "februar", "marts", "mai",
	"august", "desember", "des", "january", "february", "march", "may",
	"june", "july", "october", "oct" };
static const char *const marks[] = { "x", "xx", "●", "•", "■", "▪", "✓", "✔",
	"✅", "☑", "🗹", "√", "*", "ja", "j", "yes", "y", "1" };
static const char *const blanks[] = { "-", "–", "0", "nej", "n", "no", "nei" };

static bool is_among(
    const char *text, size_t length, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == length &&
		    strncmp(text, list[i], length) == 0)
			return true;
	return false;
}

static bool is_whole_year(const char *text, size_t digits)
{
	return digits == 4 && strncmp(text, "20", 2) == 0;
}

/* "kv", "q1", "2026", "1:a": reads one part; `names` where it says which sort
 * of time it is. */
static bool read_part(const char *text, size_t length, bool *names)
{
	size_t digits = strspn(text, "0123456789"), word;

	if (digits > 0) {
		if (digits > length)
			digits = length;
		*names |= is_whole_year(text, digits);
		return digits == length ? digits < 3 || digits == 4
					: text[digits] == ':' && digits == 1;
	}
	word = strcspn(text, "0123456789");
	if (word > length)
		word = length;
	if (!is_among(text, word, periods, COUNT(periods)))
		return false;
	*names = true;
	digits = strspn(text + word, "0123456789");
	return word == length || (word + digits == length && digits < 5);
}

bool heading_is_period(const char *heading)
{
	struct buffer folded = { 0 };
	bool names = false, is_period = true;
	const char *at;

	encoding_fold(&folded, heading, strlen(heading));
	for (at = folded.bytes; *at != '\0' && is_period;
	     at += strspn(at, " .-/")) {
		size_t length = strcspn(at, " .-/");

		is_period = length > 0 && read_part(at, length, &names);
		at += length;
	}
	buffer_free(&folded);
	return is_period && names;
}

static bool is_cell_of(const char *cell, const char *const *list, size_t count)
{
	struct buffer folded = { 0 };
	bool found;

	encoding_fold(&folded, cell, strlen(cell));
	found = is_among(folded.bytes, folded.length, list, count);
	buffer_free(&folded);
	return found;
}

bool heading_is_mark(const char *cell)
{
	return is_cell_of(cell, marks, COUNT(marks));
}

bool heading_is_blank(const char *cell)
{
	return is_cell_of(cell, blanks, COUNT(blanks));
}

static void end_run(struct period_marks *run)
{
	if (run->begin == NULL)
		return;
	if (run->text.length > 0)
		buffer_text(&run->text, ", ");
	buffer_text(&run->text, run->begin);
	if (run->last > run->first)
		buffer_printf(&run->text, " – %s", run->end);
	run->begin = NULL;
}

void period_marks_add(
    struct period_marks *run, size_t column, const char *heading)
{
	if (run->begin != NULL && column != run->last + 1)
		end_run(run);
	if (run->begin == NULL) {
		run->begin = heading;
		run->first = column;
	}
	run->end = heading;
	run->last = column;
}

const char *period_marks_text(struct period_marks *run)
{
	end_run(run);
	return run->text.length > 0 ? run->text.bytes : NULL;
}

void period_marks_release(struct period_marks *run)
{
	buffer_free(&run->text);
	*run = (struct period_marks){ 0 };
}
