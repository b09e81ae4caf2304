/* SPDX-License-Identifier: ISC */
#include "daemon/commands/observation.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/observation_read.h"
#include "protocol/json_member.h"

/* clang-format off */
#define OBSERVATION_JSON \
	"json_object('id', o.id, 'date', o.date, 'area', o.area, 'kind'," \
	" k.name, 'environment', o.environment, 'district', d.name," \
	" 'place', nullif(o.place, ''), 'count', o.count, 'source'," \
	" nullif(o.source, ''), 'text', o.text, 'department', o.department," \
	" 'entry', o.seq, 'field'," \
	" iif(o.row IS NULL, 'text', 'rows[' || o.row || '].text'))"
#define FROM_OBSERVATION \
	" FROM observation o JOIN kind k ON k.id = o.kind" \
	" LEFT JOIN district d ON d.id = o.district"
/* What was redacted may have been the same. */
#define SAME_TEXT(column, value) \
	" AND (" column " = " value " OR " column " LIKE '[redacted %]')"
/* clang-format on */

enum { LIST, ONE, PUT_DISTRICT, ADD, ADD_MONTH, ADD_CELL, SAME };

static const char *const observation_sql[] = {
	[LIST] = "SELECT " OBSERVATION_JSON
		 ", json_quote(o.date || ' ' || o.id)" FROM_OBSERVATION
		 " WHERE o.date >= ?1 AND o.date <= ?2"
		 " AND (o.date > ?1 OR o.id > ?3)"
		 " AND (?4 IS NULL OR o.department = ?4)"
		 " ORDER BY o.date, o.id",
	[ONE] = "SELECT " OBSERVATION_JSON FROM_OBSERVATION " WHERE o.id = ?1",
	[PUT_DISTRICT] = "INSERT INTO district VALUES (?1, ?2)"
			 " ON CONFLICT (id) DO UPDATE"
			 " SET name = excluded.name"
			 " WHERE name LIKE '[redacted %]'",
	[ADD] = "INSERT INTO observation (seq, row, date, area, kind,"
		" environment, district, place, count, source, text,"
		" department, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
		" ?10, ?11, ?12, ?13)",
	[ADD_MONTH] = "INSERT INTO observation_month VALUES"
		      " (substr(?1, 1, 7), ?2, ?3, ?4, 1, ?5)"
		      " ON CONFLICT DO UPDATE SET observed = observed + 1,"
		      " count = count + excluded.count",
	[ADD_CELL] = "INSERT INTO observation_cell VALUES (?1, ?2, ?3, 1)"
		     " ON CONFLICT DO UPDATE SET observed = observed + 1",
	[SAME] = "SELECT count(*) FROM observation WHERE date = ?1"
		 " AND area = ?2 AND kind = ?3 AND district = ?4"
		 " AND count = ?5 AND environment = ?6" SAME_TEXT("place", "?7")
		     SAME_TEXT("source", "?8") SAME_TEXT("text", "?9"),
	NULL,
};

/* --- one of them --- */

static const char *observation_cell(const json_t *cells, const char *name)
{
	const char *text = json_text(cells, name);

	return text != NULL ? text : "";
}

/* In the sums of its month, and of its cell. */
static int observation_count(
    struct invocation *invocation, const json_t *reading, struct err *err)
{
	struct value area = TEXT(json_text(reading, "area"));
	struct value kind = INTEGER(json_number(reading, "kind"));
	struct value district = INTEGER(json_number(reading, "district"));

	if (store_run(invocation->store, observation_sql, ADD_MONTH,
		BIND(TEXT(json_text(reading, "date")), area, kind, district,
		    INTEGER(json_number(reading, "count"))),
		err) != 0)
		return -1;
	return store_run(invocation->store, observation_sql, ADD_CELL,
	    BIND(area, kind, district), err);
}

int observation_put(struct invocation *invocation, const json_t *cells,
    const json_t *reading, int64_t row, int64_t *id, struct err *err)
{
	const char *department = invocation->principal->department;
	int64_t district = json_number(reading, "district");

	if (district > 0 &&
	    store_run(invocation->store, observation_sql, PUT_DISTRICT,
		BIND(INTEGER(district),
		    TEXT(observation_cell(cells, "district"))),
		err) != 0)
		return -1;
	if (store_run(invocation->store, observation_sql, ADD,
		BIND(INTEGER(invocation->seq),
		    row < 0 ? TEXT(NULL) : INTEGER(row),
		    TEXT(json_text(reading, "date")),
		    TEXT(json_text(reading, "area")),
		    INTEGER(json_number(reading, "kind")),
		    TEXT(json_text(reading, "environment")), INTEGER(district),
		    TEXT(observation_cell(cells, "place")),
		    INTEGER(json_number(reading, "count")),
		    TEXT(observation_cell(cells, "source")),
		    TEXT(observation_cell(cells, "text")),
		    TEXT(department[0] != '\0' ? department : NULL),
		    INTEGER(invocation->now.seconds)),
		err) != 0)
		return -1;
	*id = store_inserted(invocation->store);
	return observation_count(invocation, reading, err);
}

int observation_same(struct invocation *invocation, const json_t *cells,
    const json_t *reading, int64_t *count, struct err *err)
{
	return store_integer(invocation->store, observation_sql, SAME,
	    BIND(TEXT(json_text(reading, "date")),
		TEXT(json_text(reading, "area")),
		INTEGER(json_number(reading, "kind")),
		INTEGER(json_number(reading, "district")),
		INTEGER(json_number(reading, "count")),
		TEXT(json_text(reading, "environment")),
		TEXT(observation_cell(cells, "place")),
		TEXT(observation_cell(cells, "source")),
		TEXT(observation_cell(cells, "text"))),
	    count, 0, err);
}

/* --- commands --- */

static int observation_read(struct invocation *invocation, struct err *err)
{
	struct observation_reader reader;
	int result;

	if (observation_reader_open(&reader, invocation, err) != 0)
		return -1;
	result = observation_read_row(
	    &reader, invocation->params, invocation->reading, err);
	observation_reader_close(&reader);
	return result;
}

static int observation_add(struct invocation *invocation, struct err *err)
{
	int64_t id;

	if (observation_put(invocation, invocation->params, invocation->reading,
		-1, &id, err) != 0)
		return -1;
	return invocation_one(invocation, observation_sql, ONE,
	    BIND(INTEGER(id)), err, "there is no observation %" PRId64, id);
}

/* Where the list goes on: a day, and the number of the last one on it. */
static void begin_after(
    struct invocation *invocation, struct day *first, int64_t *last)
{
	const char *after = param_text(invocation, "after");
	char day[DAY_TEXT];
	struct day from;

	*last = 0;
	if (after != NULL && sscanf(after, "%10s %18" SCNd64, day, last) == 2 &&
	    day_read(day, &from))
		*first = from;
}

static int observation_check_list(
    struct invocation *invocation, struct err *err)
{
	struct day from = param_day(invocation, "from");
	struct day to = param_day(invocation, "to");

	if (day_is_some(from) && day_is_some(to) && day_compare(to, from) < 0)
		return err_set(err, ERR_INVALID,
		    "to: is before from: give the earlier day as from");
	if (invocation->principal->role != ROLE_COORDINATOR &&
	    param_flag(invocation, "all"))
		return err_set(err, ERR_DENIED,
		    "what others have reported is told as counts: planvakt"
		    " picture");
	return 0;
}

/* A department reads what it wrote itself; an auditor nothing. */
static void note_own(struct invocation *invocation)
{
	buffer_cut(invocation->reply, invocation->reply->length - 1);
	buffer_text(invocation->reply,
	    ",\"note\":\"observations are for the coordinator and for who"
	    " reported them: planvakt picture has the counts of all\"}");
}

static int observation_list(struct invocation *invocation, struct err *err)
{
	const struct principal *principal = invocation->principal;
	bool all = principal->role == ROLE_COORDINATOR;
	struct day first = param_day(invocation, "from");
	struct day last = param_day(invocation, "to");
	int64_t after;

	if (observation_check_list(invocation, err) != 0)
		return -1;
	if (!day_is_some(first))
		first = day_of(YEAR_MEANT_MIN, 1, 1);
	if (!day_is_some(last))
		last = day_of(YEAR_MEANT_MAX, 12, 31);
	begin_after(invocation, &first, &after);
	if (invocation_list(invocation, observation_sql, LIST,
		BIND(DAY(first), DAY(last), INTEGER(after),
		    TEXT(all ? NULL : principal->department)),
		err) != 0)
		return -1;
	if (!all)
		note_own(invocation);
	return 0;
}

static const struct field add_fields[] = {
	{ "date", FIELD_LINE, REQUIRED, .min = 1, .max = 40, .confided = true },
	{ "area", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH,
	    .confided = true },
	{ "kind", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH,
	    .confided = true },
	{ "environment", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH,
	    .confided = true },
	{ "district", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH,
	    .confided = true },
	{ "place", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX,
	    .confided = true },
	{ "count", FIELD_NUMBER, OPTIONAL, .min = 1,
	    .max = OBSERVATION_COUNT_MAX, .confided = true },
	{ "source", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX,
	    .confided = true },
	{ "text", FIELD_TEXT, REQUIRED, .min = 1, .max = TEXT_LONG,
	    .confided = true },
	{ 0 },
};

static const struct field list_fields[] = {
	{ "from", FIELD_DATE, OPTIONAL },
	{ "to", FIELD_DATE, OPTIONAL },
	{ "all", FIELD_FLAG, OPTIONAL },
	{ "after", FIELD_LINE, OPTIONAL, .min = 1, .max = 40 },
	{ 0 },
};

static const struct command observation_commands[] = {
	{ "observation.add", ACCESS_REPORTER, WRITES, add_fields,
	    observation_add, observation_read, observation_reading },
	{ "observation.list", ACCESS_ANY, READS, list_fields,
	    observation_list },
	{ 0 },
};

const struct family observation_family = {
	observation_commands,
	observation_sql,
};
