/* SPDX-License-Identifier: ISC */
#include "client/answer_day.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YEARS 10 /* 29 February can be eight years away */

/* Months in which a day without a year that has just been is doubtful. */
#define DOUBTFUL 2

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

static const char *choose_day(char day[ANSWER_DAY], json_t *rows,
    const struct saying *saying, const char *written, long year)
{
	long since = DOUBTFUL + 1; /* months since the last such day */
	const char *last = "";
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		const char *read = read_row(row);
		int order = read != NULL ? strcmp(read, written) : 0;

		if (read == NULL ||
		    (saying->past && order > 0 && !saying->has_year))
			continue;
		if (order < 0 && !saying->past && !saying->has_year) {
			since = month_of(written) - month_of(read);
			last = read;
			continue;
		}
		if (order > 0 && since <= DOUBTFUL &&
		    strtol(last, NULL, 10) == year)
			read = last;
		else if (order > 0 && since <= DOUBTFUL &&
		    strtol(read, NULL, 10) != year)
			return N_("its day has just been, or is a year away:"
				  " say which year it is of with --year");
		snprintf(day, ANSWER_DAY, "%s", read);
		return NULL;
	}
	return N_("its day is none that can be read");
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
