/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_say.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/calendar/timeframe_problem.h"
#include "daemon/letter/letter_wrap.h"

/* Workdays that are told as such. */
#define WORKDAYS_MAX 20
#define HALF_MONTH   15 /* days */

/* --- sentences --- */

void letter_fill(
    struct buffer *to, const char *sentence, const char *const *values)
{
	for (const char *at = sentence; *at != '\0'; at++)
		if (at[0] == '%' && at[1] >= '1' && at[1] <= '9')
			letter_cut(to, values[*++at - '1']);
		else
			buffer_add(to, at, 1);
}

void letter_say(
    struct buffer *to, const char *sentence, const char *const *values)
{
	if (to->length > 0)
		buffer_text(to, " ");
	letter_fill(to, sentence, values);
}

void letter_quote(struct buffer *to, const struct letter_words *words,
    const char *sentence, const char *text)
{
	struct buffer quoted = { 0 };

	letter_fill(&quoted, words->quote, VALUES(text));
	letter_say(to, sentence, VALUES(quoted.bytes));
	buffer_free(&quoted);
}

void letter_quote_whole(struct buffer *to, const struct letter_words *words,
    const char *sentence, const char *text)
{
	size_t length = strlen(text);

	letter_quote(to, words, sentence, text);
	if (length > 0 && strchr(".!?", text[length - 1]) == NULL)
		buffer_text(to, ".");
}

void letter_paragraph(struct buffer *text, struct buffer *line)
{
	if (line->length > 0)
		letter_wrap(text, line->bytes, 0, 0);
	buffer_cut(line, 0);
}

void letter_indented(struct buffer *text, struct buffer *line)
{
	if (line->length > 0) {
		buffer_printf(text, "%*s", LETTER_INDENT, "");
		letter_wrap(text, line->bytes, LETTER_INDENT, LETTER_INDENT);
	}
	buffer_cut(line, 0);
}

const char *letter_join(
    const struct letter_words *words, size_t n, size_t count)
{
	return n == 0 ? "" : n + 1 < count ? ", " : words->and;
}

/* --- days --- */

static const char *write_date(char date[LETTER_DATE],
    const struct letter_words *words, const char *form, struct day day)
{
	struct date parts = day_date(day);
	char number[LETTER_NUMBER], year[LETTER_NUMBER];
	struct buffer text = { 0 };

	letter_fill(&text, form,
	    VALUES(letter_digits(number, parts.day), words->months[parts.month],
		letter_digits(year, parts.year)));
	snprintf(date, LETTER_DATE, "%s", text.bytes);
	buffer_free(&text);
	return date;
}

const char *letter_date(
    char date[LETTER_DATE], const struct letter_words *words, struct day day)
{
	return write_date(date, words, words->date, day);
}

const char *letter_near(char date[LETTER_DATE],
    const struct letter_words *words, const struct letter *letter,
    struct day day)
{
	bool same = day_date(day).year == day_date(letter->day).year;

	return write_date(
	    date, words, same ? words->day_and_month : words->date, day);
}

/* No month has a letter outside ASCII in either language. */
const char *letter_capital_date(char date[LETTER_DATE])
{
	for (char *at = date; *at != '\0'; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	return date;
}

/* The days from the first on that share its month. */
static size_t of_month(const struct day *days, size_t count)
{
	struct date first = day_date(days[0]);
	size_t same = 1;

	while (same < count && day_date(days[same]).year == first.year &&
	    day_date(days[same]).month == first.month)
		same++;
	return same;
}

static void add_month(struct buffer *to, const struct letter_words *words,
    const struct letter *letter, const struct day *days, size_t count)
{
	struct date date = day_date(days[0]);
	bool same = letter != NULL && day_date(letter->day).year == date.year;
	struct buffer numbers = { 0 };
	char year[LETTER_NUMBER];

	for (size_t i = 0; i < count; i++)
		buffer_printf(&numbers, "%s%d", letter_join(words, i, count),
		    day_date(days[i]).day);
	letter_fill(to, same ? words->days_of_month : words->days_of_year,
	    VALUES(numbers.bytes, words->months[date.month],
		letter_digits(year, date.year)));
	buffer_free(&numbers);
}

void letter_days(struct buffer *to, const struct letter_words *words,
    const struct letter *letter, const struct day *days, size_t count)
{
	for (size_t from = 0, same; from < count; from += same) {
		same = of_month(days + from, count - from);
		if (from > 0)
			buffer_text(
			    to, from + same < count ? ", " : words->and);
		add_month(to, words, letter, days + from, same);
	}
}

/* --- numbers --- */

const char *letter_digits(char digits[LETTER_NUMBER], int64_t number)
{
	snprintf(digits, LETTER_NUMBER, "%" PRId64, number);
	return digits;
}

const char *letter_number(
    char digits[LETTER_NUMBER], const struct letter_words *words, size_t number)
{
	return number <= 12 ? words->numbers[number]
			    : letter_digits(digits, (int64_t)number);
}

const char *letter_capital_number(
    char digits[LETTER_NUMBER], const struct letter_words *words, size_t number)
{
	return number <= 12 ? words->capital[number]
			    : letter_digits(digits, (int64_t)number);
}

void letter_say_number(struct buffer *to, const struct letter_words *words,
    const struct number_words *sentence, size_t number)
{
	const char *say = number == 1 ? sentence->one : sentence->many;
	char digits[LETTER_NUMBER];

	letter_say(to, say,
	    VALUES(say[0] == '%' ? letter_capital_number(digits, words, number)
				 : letter_number(digits, words, number)));
}

/* --- how far --- */

/* The nearest number of whole months from one day to a later one, at least
 * one: from 2 March to 1 June three, to 16 May two. */
static int months_between(struct day from, struct day to)
{
	struct date a = day_date(from), b = day_date(to);
	int months = (b.year - a.year) * 12 + b.month - a.month;

	if (b.day - a.day > HALF_MONTH)
		months++;
	else if (a.day - b.day > HALF_MONTH)
		months--;
	return months > 1 ? months : 1;
}

static void add_far(struct buffer *to, const struct letter_words *words,
    const struct number_words *far, int number)
{
	char digits[LETTER_NUMBER];

	letter_fill(to, number == 1 ? far->one : far->many,
	    VALUES(letter_number(digits, words, (size_t)number)));
}

/* Of a day that is neither today nor tomorrow. */
static void add_distance(struct buffer *to, const struct letter_words *words,
    const struct letter *letter, struct day day, int late)
{
	const struct far_words *far = &words->far;
	int ahead = day_between(letter->day, day);
	int months = ahead < 0 ? months_between(day, letter->day) : 0;

	if (months >= 24)
		add_far(to, words, &far->years_ago, months / 12);
	else if (late > WORKDAYS_MAX || ahead < -31)
		add_far(to, words, &far->months_ago, months);
	else if (late > 0)
		add_far(to, words, &far->workdays_ago, late);
	else if (ahead < 0)
		add_far(to, words, &far->days_ago, -ahead);
	else
		add_far(to, words,
		    &(struct number_words){ far->ahead, far->ahead }, ahead);
}

void letter_far(struct buffer *to, const struct letter_words *words,
    const struct letter *letter, struct day day, int late)
{
	const struct far_words *say = &words->far;
	int ahead = day_between(letter->day, day);
	struct buffer far = { 0 };
	char date[LETTER_DATE];

	letter_date(date, words, day);
	if (late == 0 && (ahead == 0 || ahead == 1)) {
		letter_fill(
		    to, ahead == 0 ? say->today : say->tomorrow, VALUES(date));
		return;
	}
	add_distance(&far, words, letter, day, late);
	letter_fill(to, say->on, VALUES(date, far.bytes));
	buffer_free(&far);
}

void letter_on(
    struct buffer *to, const struct letter_words *words, struct day day)
{
	char date[LETTER_DATE];

	letter_fill(
	    to, words->far.on, VALUES(letter_date(date, words, day), ""));
}

const struct group_words *letter_group_words(const struct letter_words *words,
    const struct letter *letter, enum group group)
{
	const struct letter_item *item = letter_first(letter, group);

	return group == GROUP_ESCALATED && letter_count(letter, group) == 1 &&
		item != NULL && item->reminded_count == 1
	    ? words->escalated_once
	    : &words->groups[group];
}

const char *letter_reason(const struct letter_words *words, const char *reason)
{
	const struct reason_words *row = words->reasons;

	for (; row->english != NULL; row++)
		if (strcmp(row->english, reason) == 0)
			return row->words;
	return reason;
}

bool letter_is_no_time(const char *reason)
{
	return reason == NULL || reason[0] == '\0' ||
	    strcmp(reason, problem_reason(PROBLEM_EMPTY)) == 0 ||
	    strcmp(reason, problem_reason(PROBLEM_WORDS)) == 0;
}
