/* SPDX-License-Identifier: ISC */
#include "daemon/commands/holiday.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/quiet.h"
#include "daemon/calendar/json_day.h"
#include "protocol/grow.h"

enum { CLOSED, CLOSED_OF, FIND, ADD, REMOVE };

static const char *const holiday_sql[] = {
	[CLOSED] = "SELECT day FROM closed_day ORDER BY day",
	[CLOSED_OF] = "SELECT day, name FROM closed_day"
		      " WHERE day BETWEEN ?1 AND ?2 ORDER BY day",
	[FIND] = "SELECT 1 FROM closed_day WHERE day = ?1 AND name = ?2",
	[ADD] = "INSERT INTO closed_day VALUES (?1, ?2)"
		" ON CONFLICT (day) DO UPDATE SET name = excluded.name",
	[REMOVE] = "DELETE FROM closed_day WHERE day = ?1",
	NULL,
};

int holiday_workdays(
    struct workdays *workdays, struct store *store, struct err *err)
{
	struct day *days = NULL;
	size_t count = 0, capacity = 0;
	struct rows rows;
	int result;

	*workdays = (struct workdays){ 0 };
	rows = store_query(store, holiday_sql, CLOSED, BIND_NONE);
	while ((result = rows_next(&rows, err)) == 1) {
		days = grow(days, count, &capacity, sizeof(*days));
		days[count++] = rows_day(&rows, 0);
	}
	workdays->closed = days;
	workdays->closed_count = count;
	if (result < 0)
		holiday_release(workdays);
	return result;
}

static int holiday_compare_days(const void *a, const void *b)
{
	const struct day *left = a, *right = b;

	return day_compare(*left, *right);
}

/* Adds the days of a range to `days`, which has room for them. */
static size_t holiday_add_range(
    struct day *days, size_t count, const struct day_range *range)
{
	for (struct day day = range->first; day_compare(day, range->last) <= 0;
	     day = day_plus(day, 1))
		days[count++] = day;
	return count;
}

static void add_ranges(struct workdays *workdays,
    const struct day_range *ranges, size_t range_count)
{
	size_t count = workdays->closed_count, size = count;
	struct day *days;

	for (size_t i = 0; i < range_count; i++)
		size += (size_t)(ranges[i].last.number -
		    ranges[i].first.number + 1);
	days = realloc((void *)(uintptr_t)workdays->closed,
	    (size > 0 ? size : 1) * sizeof(*days));
	if (days == NULL)
		abort();
	for (size_t i = 0; i < range_count; i++)
		count = holiday_add_range(days, count, &ranges[i]);
	qsort(days, count, sizeof(*days), holiday_compare_days);
	workdays->closed = days;
	workdays->closed_count = count;
}

int holiday_sending_days(
    struct workdays *workdays, struct store *store, struct err *err)
{
	struct day_range *ranges;
	struct yearly *yearly;
	size_t count;

	if (holiday_workdays(workdays, store, err) != 0)
		return -1;
	if (quiet_load(&ranges, &count, store, err) != 0 ||
	    quiet_load_yearly(&yearly, &workdays->yearly_count, store, err) !=
		0) {
		holiday_release(workdays);
		return -1;
	}
	workdays->yearly = yearly;
	add_ranges(workdays, ranges, count);
	free(ranges);
	return 0;
}

void holiday_release(struct workdays *workdays)
{
	free((void *)(uintptr_t)workdays->closed);
	free((void *)(uintptr_t)workdays->yearly);
	*workdays = (struct workdays){ 0 };
}

/* --- the list of a year: by rule and by hand, in the order of days --- */

static void put_day(
    struct buffer *reply, struct day day, const char *name, bool public)
{
	buffer_text(reply, "{\"date\":");
	buffer_day(reply, day);
	buffer_text(reply, ",\"name\":");
	buffer_json(reply, name);
	buffer_printf(reply, ",\"public\":%s}", public ? "true" : "false");
}

static void put_holiday(struct invocation *invocation, struct day day,
    const char *name, bool public)
{
	struct buffer *reply = invocation->reply;

	if (reply->bytes[reply->length - 1] == '}')
		buffer_text(reply, ",");
	put_day(reply, day, name, public);
}

static size_t put_until(struct invocation *invocation,
    const struct holiday *holidays, size_t from, size_t count, struct day until)
{
	for (; from < count && day_compare(holidays[from].day, until) <= 0;
	     from++)
		put_holiday(invocation, holidays[from].day, holidays[from].name,
		    holidays[from].public);
	return from;
}

static int holiday_list(struct invocation *invocation, struct err *err)
{
	int year = (int)param_integer(invocation, "year", 0);
	struct holiday holidays[HOLIDAYS_MAX];
	size_t count = holidays_of(year, holidays), at = 0;
	struct day last = day_of(year, 12, 31);
	struct rows rows = store_query(invocation->store, holiday_sql,
	    CLOSED_OF, BIND(DAY(day_of(year, 1, 1)), DAY(last)));
	int result;

	buffer_text(invocation->reply, "{\"rows\":[");
	while ((result = rows_next(&rows, err)) == 1) {
		struct day day = rows_day(&rows, 0);

		at = put_until(invocation, holidays, at, count, day);
		put_holiday(invocation, day, rows_text(&rows, 1), false);
	}
	put_until(invocation, holidays, at, count, last);
	buffer_text(invocation->reply, "]}");
	return result;
}

/* --- the municipality's own --- */

static int holiday_add(struct invocation *invocation, struct err *err)
{
	struct day day = param_day(invocation, "date");
	const char *name = param_text(invocation, "name");
	int64_t found;

	if (store_integer(invocation->store, holiday_sql, FIND,
		BIND(DAY(day), TEXT(name)), &found, 0, err) != 0 ||
	    store_run(invocation->store, holiday_sql, ADD,
		BIND(DAY(day), TEXT(name)), err) != 0)
		return -1;
	invocation->unchanged = found == 1;
	put_day(invocation->reply, day, name, false);
	return 0;
}

static int holiday_drop(struct invocation *invocation, struct err *err)
{
	const char *day = param_text(invocation, "date");

	if (store_run(invocation->store, holiday_sql, REMOVE, BIND(TEXT(day)),
		err) != 0)
		return -1;
	if (store_changed(invocation->store) == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "%s is no closed day of the municipality's own", day);
	buffer_printf(invocation->reply, "{\"date\":\"%s\"}", day);
	return 0;
}

static const struct field list_fields[] = {
	{ "year", FIELD_NUMBER, REQUIRED, .min = 1953, .max = YEAR_MAX },
	{ 0 },
};

static const struct field add_fields[] = {
	{ "date", FIELD_DATE, REQUIRED },
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ 0 },
};

static const struct field drop_fields[] = {
	{ "date", FIELD_DATE, REQUIRED },
	{ 0 },
};

static const struct command holiday_commands[] = {
	{ "holidays.list", ACCESS_ANY, READS, list_fields, holiday_list },
	{ "holidays.add", ACCESS_COORDINATOR, WRITES, add_fields, holiday_add },
	{ "holidays.remove", ACCESS_COORDINATOR, WRITES, drop_fields,
	    holiday_drop },
	{ 0 },
};

const struct family holiday_family = {
	holiday_commands,
	holiday_sql,
};
