/* SPDX-License-Identifier: ISC */
#include "client/answer_day.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define YEARS 10 /* 29 February can be eight years away */

/* A day without a year that was so many months ago is meant, where something
 * is done on it; up to the second number nobody can know. Of what is expected
 * a day that has just been is doubtful. */
#define DONE_MONTHS     3
#define DONE_DOUBTFUL   5
#define COMING_DOUBTFUL 2

/* The day as written in each year that it may be of: backwards from this one,
 * or forwards from the last one. */
static json_t *make_texts(const struct saying *saying, const char *written)
{
	json_t *texts = json_array();
	long year = strtol(written, NULL, 10);

	if (saying->has_year)
		json_array_append_new(texts, json_string(saying->day));
	for (int i = 0; i < YEARS && !saying->has_year; i++)
		json_array_append_new(texts,
		    json_sprintf("%s %ld", saying->day,
			saying->past ? year - i : year - 1 + i));
	return texts;
}

/* One day, not a term or "at the latest"; NULL for another timeframe. */
static const char *read_row(json_t *row)
{
	const char *start = json_text(row, "start");
	const char *end = json_text(row, "end");

	return start != NULL && end != NULL && strcmp(start, end) == 0 &&
		strlen(end) == ANSWER_DAY - 1
	    ? end
	    : NULL;
}

static long month_of(const char *day)
{
	return strtol(day, NULL, 10) * 12 + strtol(day + 5, NULL, 10);
}

/* Done and no more, so that its day may be either side of the answer's. */
static bool is_plainly_done(const struct saying *saying)
{
	return saying->done && !saying->past && !saying->future &&
	    saying->status == NULL;
}

/* Which of two days is meant, `last` before the answer by `since` months and
 * `coming` after it: the one of the year that was asked for, else the nearer.
 * NULL: nobody can know. */
static const char *choose_near(const struct saying *saying, const char *last,
    const char *coming, long since, long year)
{
	bool done = is_plainly_done(saying);

	if (since > (done ? DONE_DOUBTFUL : COMING_DOUBTFUL) ||
	    strtol(coming, NULL, 10) == year)
		return coming;
	if (strtol(last, NULL, 10) == year ||
	    (done && since <= DONE_MONTHS && year == 0))
		return last;
	return NULL;
}

/* Sets `day`, or returns why there is none. The rows are in the order of
 * their years. */
static const char *choose_day(char day[ANSWER_DAY], json_t *rows,
    const struct saying *saying, const char *written, long year)
{
	const char *last = NULL;
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		const char *read = read_row(row);
		int order = read != NULL ? strcmp(read, written) : 0;

		if (read == NULL ||
		    (saying->past && order > 0 && !saying->has_year))
			continue;
		if (order < 0 && !saying->past && !saying->has_year) {
			last = read;
			continue;
		}
		if (order > 0 && last != NULL)
			read = choose_near(saying, last, read,
			    month_of(written) - month_of(last), year);
		if (read == NULL)
			return N_("which year its day is of cannot be known:"
				  " say it with --year");
		snprintf(day, ANSWER_DAY, "%s", read);
		return NULL;
	}
	return N_("its day is none that can be read");
}

/* The mail's day, or the one before or after it. */
static void near_day(char day[ANSWER_DAY], const char *written, int days)
{
	struct tm tm = { 0 };
	time_t seconds;

	if (sscanf(written, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon,
		&tm.tm_mday) != 3)
		return;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	tm.tm_mday += days;
	seconds = timegm(&tm);
	gmtime_r(&seconds, &tm);
	strftime(day, ANSWER_DAY, "%Y-%m-%d", &tm);
}

int answer_day_find(char day[ANSWER_DAY], const char **reason,
    struct call *call, const struct saying *saying, const char *written,
    struct err *err)
{
	struct answer answer;
	json_t *params;
	int result;

	day[0] = '\0';
	*reason = N_("the mail does not say when it was written");
	if (written[0] == '\0')
		return 0;
	if (saying->near != ANSWER_FAR) {
		near_day(day, written, saying->near);
		*reason = NULL;
		return 0;
	}
	params = json_pack("{so}", "texts", make_texts(saying, written));
	result =
	    call_request(call, "timeframe.read", params, false, &answer, err);
	json_decref(params);
	if (result != 0)
		return -1;
	*reason = choose_day(day, json_object_get(answer.result, "rows"),
	    saying, written, json_number(call->words->params, "year"));
	message_answer_release(&answer);
	return 0;
}
