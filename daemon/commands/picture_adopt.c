/* SPDX-License-Identifier: ISC */
/* The picture is decided, and is to be updated at least every two years from
 * that day (lag 2023:196, 5 and 6 §§). */
#include "daemon/calendar/interval.h"
#include "daemon/commands/families.h"
#include "daemon/contract/invocation.h"

enum { LAST, ADD, ONE };

static const char *const picture_adopt_sql[] = {
	[LAST] = "SELECT adopted, decision FROM picture"
		 " WHERE version = (SELECT max(version) FROM picture)",
	[ADD] = "INSERT INTO picture (adopted, decision, due, set_at)"
		" VALUES (?1, ?2, ?3, ?4)",
	[ONE] = "SELECT json_object('adopted', adopted, 'decision', decision,"
		" 'due', due) FROM picture"
		" WHERE version = (SELECT max(version) FROM picture)",
	NULL,
};

/* Today is the calendar's answer. */
static int read_adopt(struct invocation *invocation, struct err *err)
{
	struct day on = param_day(invocation, "on");

	if (day_compare(on, invocation_today(invocation)) <= 0)
		return 0;
	return err_set(err, ERR_INVALID,
	    "on: is in the future: give the day on which it was adopted");
}

/* Whether the last one is this one; refuses one that is older. */
static int picture_find_last(struct invocation *invocation, struct day on,
    const char *decision, bool *same, struct err *err)
{
	struct rows rows =
	    store_query(invocation->store, picture_adopt_sql, LAST, BIND_NONE);
	int result = rows_next(&rows, err);
	struct day last = DAY_NONE;
	char text[DAY_TEXT];

	if (result == 1) {
		last = rows_day(&rows, 0);
		*same = day_compare(last, on) == 0 &&
		    same_text(rows_text(&rows, 1), decision);
	}
	rows_end(&rows);
	if (result == 1 && day_compare(on, last) < 0)
		return err_set(err, ERR_CONFLICT,
		    "on: is before the picture in force was adopted, on %s",
		    day_write(last, text));
	return result < 0 ? -1 : 0;
}

static int picture_adopt(struct invocation *invocation, struct err *err)
{
	static const struct interval law = { .months = 24 };
	const char *decision = param_text(invocation, "decision");
	struct day on = param_day(invocation, "on");
	bool same = false;

	if (picture_find_last(invocation, on, decision, &same, err) != 0)
		return -1;
	invocation->unchanged = same;
	if (!same &&
	    store_run(invocation->store, picture_adopt_sql, ADD,
		BIND(DAY(on), TEXT(decision), DAY(interval_plus(on, law, 1)),
		    INTEGER(invocation->now.seconds)),
		err) != 0)
		return -1;
	return invocation_one(invocation, picture_adopt_sql, ONE, BIND_NONE,
	    err, "no picture was adopted");
}

static const struct field adopt_fields[] = {
	{ "on", FIELD_DATE, REQUIRED },
	{ "decision", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct command picture_adopt_commands[] = {
	{ "picture.adopt", ACCESS_COORDINATOR, WRITES, adopt_fields,
	    picture_adopt, read_adopt },
	{ 0 },
};

const struct family picture_adopt_family = {
	picture_adopt_commands,
	picture_adopt_sql,
};
