/* SPDX-License-Identifier: ISC */
#include "daemon/commands/quiet.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "protocol/grow.h"

#define DAYS_MAX 366
/* Of all that come every year together: the rest of it must be told in. */
#define YEARLY_MAX 183
/* One that has every day. */
#define LEAP_YEAR 2024

enum { ALL, YEARLY, LIST, SAME, OVERLAPS, ADD, REMOVE };

static const char *const quiet_sql[] = {
	[ALL] = "SELECT first, last FROM quiet_period"
		" WHERE length(first) > 5 ORDER BY first",
	[YEARLY] = "SELECT first, last FROM quiet_period"
		   " WHERE length(first) = 5 ORDER BY first",
	[LIST] = "SELECT json_object('from', first, 'to', last, 'yearly',"
		 " json(iif(length(first) = 5, 'true', 'false')), 'reason',"
		 " reason), json_quote(first) FROM quiet_period"
		 " WHERE ?1 IS NULL OR first > ?1 ORDER BY first",
	[SAME] = "SELECT 1 FROM quiet_period WHERE first = ?1 AND last = ?2"
		 " AND reason = ?3",
	[OVERLAPS] = "SELECT first, last FROM quiet_period"
		     " WHERE first <= max(?1, ?2)"
		     " AND (first <= ?2 AND last >= ?1 OR first = ?1)"
		     " AND length(first) = length(?1) ORDER BY first",
	[ADD] = "INSERT INTO quiet_period VALUES (?1, ?2, ?3)",
	[REMOVE] = "DELETE FROM quiet_period WHERE first = ?1",
	NULL,
};

int quiet_load(struct day_range **ranges, size_t *count, struct store *store,
    struct err *err)
{
	size_t capacity = 0;
	struct rows rows;
	int result;

	*ranges = NULL;
	*count = 0;
	rows = store_query(store, quiet_sql, ALL, BIND_NONE);
	while ((result = rows_next(&rows, err)) == 1) {
		struct day_range *range;

		*ranges = grow(*ranges, *count, &capacity, sizeof(**ranges));
		range = &(*ranges)[(*count)++];
		range->first = rows_day(&rows, 0);
		range->last = rows_day(&rows, 1);
	}
	if (result < 0) {
		free(*ranges);
		*ranges = NULL;
	}
	return result;
}

/* "07-01" as 701; 0 for what is no day of a year. */
static int month_day(const char *text)
{
	int month, day;

	if (strlen(text) != 5 || text[2] != '-' ||
	    strspn(text, "0123456789-") != 5)
		return 0;
	month = 10 * (text[0] - '0') + text[1] - '0';
	day = 10 * (text[3] - '0') + text[4] - '0';
	return date_is_valid(LEAP_YEAR, month, day) ? 100 * month + day : 0;
}

int quiet_load_yearly(
    struct yearly **yearly, size_t *count, struct store *store, struct err *err)
{
	size_t capacity = 0;
	struct rows rows;
	int result;

	*yearly = NULL;
	*count = 0;
	rows = store_query(store, quiet_sql, YEARLY, BIND_NONE);
	while ((result = rows_next(&rows, err)) == 1) {
		*yearly = grow(*yearly, *count, &capacity, sizeof(**yearly));
		(*yearly)[(*count)++] =
		    (struct yearly){ month_day(rows_text(&rows, 0)),
			    month_day(rows_text(&rows, 1)) };
	}
	if (result < 0) {
		free(*yearly);
		*yearly = NULL;
	}
	return result;
}

static int quiet_list(struct invocation *invocation, struct err *err)
{
	return invocation_list(invocation, quiet_sql, LIST,
	    BIND(TEXT(param_text(invocation, "after"))), err);
}

static int yearly_days(int first, int last)
{
	struct day from = day_of(LEAP_YEAR, first / 100, first % 100);
	struct day to =
	    day_of(LEAP_YEAR + (last < first), last / 100, last % 100);

	return day_between(from, to) + 1;
}

/* So that there are days on which somebody can be told. */
static int read_yearly(struct invocation *invocation, struct err *err)
{
	int first = month_day(param_text(invocation, "from"));
	int last = month_day(param_text(invocation, "to")), days;
	struct yearly *yearly;
	size_t count;

	if (first == 0 || last == 0 || last == 229)
		return err_set(err, ERR_INVALID,
		    "%s: is not a day of every year: write it as MM-DD, for"
		    " example 07-01",
		    first == 0 ? "from" : "to");
	if (quiet_load_yearly(&yearly, &count, invocation->store, err) != 0)
		return -1;
	days = yearly_days(first, last);
	for (size_t i = 0; i < count; i++)
		if (yearly[i].first != first)
			days += yearly_days(yearly[i].first, yearly[i].last);
	free(yearly);
	if (days <= YEARLY_MAX)
		return 0;
	return err_set(err, ERR_INVALID,
	    "to: all quiet periods of every year are together at most %d days",
	    YEARLY_MAX);
}

static int quiet_read_dates(struct invocation *invocation, struct day *from,
    struct day *to, struct err *err)
{
	if (!day_read(param_text(invocation, "from"), from))
		return err_set(err, ERR_INVALID,
		    "from: is not a date: write it as YYYY-MM-DD, for example"
		    " 2026-07-01, or as MM-DD with --yearly");
	if (!day_read(param_text(invocation, "to"), to))
		return err_set(err, ERR_INVALID,
		    "to: is not a date: write it as YYYY-MM-DD, for example"
		    " 2026-07-31, or as MM-DD with --yearly");
	return 0;
}

static int read_period(struct invocation *invocation, struct err *err)
{
	struct day from = DAY_NONE, to = DAY_NONE;

	if (param_flag(invocation, "yearly"))
		return read_yearly(invocation, err);
	if (quiet_read_dates(invocation, &from, &to, err) != 0)
		return -1;
	if (!day_is_meant(from) || !day_is_meant(to))
		return err_set(err, ERR_INVALID,
		    "%s: is not from %d to %d: look at the year",
		    day_is_meant(from) ? "to" : "from", YEAR_MEANT_MIN,
		    YEAR_MEANT_MAX);
	if (day_compare(from, to) > 0)
		return err_set(err, ERR_INVALID,
		    "to: is before the period begins: give its last day");
	if (day_compare(day_plus(from, DAYS_MAX - 1), to) < 0)
		return err_set(err, ERR_INVALID,
		    "to: a quiet period is at most %d days long", DAYS_MAX);
	return 0;
}

static int check_free(struct invocation *invocation, const char *from,
    const char *to, struct err *err)
{
	struct rows rows = store_query(
	    invocation->store, quiet_sql, OVERLAPS, BIND(TEXT(from), TEXT(to)));
	int found = rows_next(&rows, err);

	if (found == 1)
		found = err_set(err, ERR_CONFLICT,
		    "the period from %s to %s is quiet already: remove it"
		    " first (planvakt quiet remove %s)",
		    rows_text(&rows, 0), rows_text(&rows, 1),
		    rows_text(&rows, 0));
	rows_end(&rows);
	return found;
}

int quiet_put(struct store *store, const char *from, const char *to,
    const char *reason, struct err *err)
{
	return store_run(store, quiet_sql, ADD,
	    BIND(TEXT(from), TEXT(to), TEXT(reason)), err);
}

static int quiet_add(struct invocation *invocation, struct err *err)
{
	const char *from = param_text(invocation, "from");
	const char *to = param_text(invocation, "to");
	const char *reason = param_text(invocation, "reason");
	struct buffer *reply = invocation->reply;
	int64_t same;

	if (reason == NULL)
		reason = "";
	if (store_integer(invocation->store, quiet_sql, SAME,
		BIND(TEXT(from), TEXT(to), TEXT(reason)), &same, 0, err) != 0)
		return -1;
	invocation->unchanged = same == 1;
	if (same == 0 &&
	    (check_free(invocation, from, to, err) != 0 ||
		quiet_put(invocation->store, from, to, reason, err) != 0))
		return -1;
	buffer_printf(reply,
	    "{\"from\":\"%s\",\"to\":\"%s\",\"yearly\":%s,\"reason\":", from,
	    to, param_flag(invocation, "yearly") ? "true" : "false");
	buffer_json(reply, reason);
	buffer_text(reply, "}");
	return 0;
}

static int quiet_drop(struct invocation *invocation, struct err *err)
{
	const char *from = param_text(invocation, "from");

	if (store_run(invocation->store, quiet_sql, REMOVE, BIND(TEXT(from)),
		err) != 0)
		return -1;
	if (store_changed(invocation->store) == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no quiet period begins on %s: planvakt quiet list shows"
		    " those there are",
		    from);
	buffer_text(invocation->reply, "{\"from\":");
	buffer_json(invocation->reply, from);
	buffer_text(invocation->reply, "}");
	return 0;
}

static const struct field list_fields[] = {
	{ "after", FIELD_LINE, OPTIONAL, .min = 1, .max = 20 },
	{ 0 },
};

static const struct field add_fields[] = {
	{ "from", FIELD_LINE, REQUIRED, .min = 1, .max = 20 },
	{ "to", FIELD_LINE, REQUIRED, .min = 1, .max = 20 },
	{ "yearly", FIELD_FLAG, OPTIONAL },
	{ "reason", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct field drop_fields[] = {
	{ "from", FIELD_LINE, REQUIRED, .min = 1, .max = 20 },
	{ 0 },
};

static const struct command quiet_commands[] = {
	{ "quiet.list", ACCESS_ANY, READS, list_fields, quiet_list },
	{ "quiet.add", ACCESS_COORDINATOR, WRITES, add_fields, quiet_add,
	    read_period },
	{ "quiet.remove", ACCESS_COORDINATOR, WRITES, drop_fields, quiet_drop },
	{ 0 },
};

const struct family quiet_family = {
	quiet_commands,
	quiet_sql,
};
