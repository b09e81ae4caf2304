/* SPDX-License-Identifier: ISC */
/* A table of observations in one request. Weekly tables grow downwards and come
 * again: a row that is there already in every cell is left, as often as it is
 * there, so that nothing is counted twice. */
#include <inttypes.h>
#include <stdlib.h>

#include "daemon/commands/families.h"
#include "daemon/commands/observation.h"
#include "daemon/commands/observation_read.h"
#include "protocol/json_member.h"
#include "protocol/message_pack.h"

#define ROWS_MAX 50000
#define CELL_MAX 4000
#define ROW_MOST (1u << 20) /* bytes, of what one row may take */

/* --- reading --- */

/* How often the row has been read before in this table. */
static int64_t times_read(
    json_t *read, const json_t *row, const json_t *reading)
{
	json_t *cells = json_copy((json_t *)(uintptr_t)row), *times;
	char *text;
	int64_t before;

	json_object_del(cells, "line");
	json_object_update(cells, (json_t *)(uintptr_t)reading);
	text = json_dumps(cells, JSON_COMPACT | JSON_SORT_KEYS);
	times = json_object_get(read, text);
	before = json_integer_value(times);
	json_object_set_new(read, text, json_integer(before + 1));
	free(text);
	json_decref(cells);
	return before;
}

static int observation_read_one(struct observation_reader *reader, json_t *read,
    const json_t *row, json_t *reading, struct err *err)
{
	int64_t stored;

	if (observation_read_row(reader, row, reading, err) != 0 ||
	    observation_same(reader->invocation, row, reading, &stored, err) !=
		0)
		return -1;
	if (times_read(read, row, reading) < stored)
		json_object_set_new(reading, "same", json_true());
	return 0;
}

/* Of packed rows its text. */
static void observation_add_reading(
    const struct invocation *invocation, json_t *readings, json_t *reading)
{
	char *text;

	if (!invocation->packed) {
		json_array_append_new(readings, reading);
		return;
	}
	text = json_dumps(reading, JSON_COMPACT);
	json_array_append_new(readings, json_string(text));
	free(text);
	json_decref(reading);
}

/* What a row takes of the arena is given back after it. */
static int observation_read_rows(
    struct observation_reader *reader, json_t *read, struct err *err)
{
	struct invocation *invocation = reader->invocation;
	json_t *rows = param_list(invocation, "rows");
	json_t *readings = json_array();
	struct arena *whole = invocation->arena;
	int result = 0;

	json_object_set_new(invocation->reading, "rows", readings);
	invocation->arena = arena_new(ROW_MOST);
	for (size_t i = 0; result == 0 && i < json_array_size(rows); i++) {
		json_t *row = message_row(rows, i), *reading = json_object();
		struct err why = { 0 };

		if (observation_read_one(reader, read, row, reading, &why) != 0)
			result = err_set(err, why.code,
			    "line %" PRId64 ": %p; nothing was imported",
			    json_number(row, "line"), (void *)&why);
		observation_add_reading(invocation, readings, reading);
		json_decref(row);
		arena_reset(invocation->arena);
	}
	arena_free(invocation->arena);
	invocation->arena = whole;
	return result;
}

static int observation_import_read(
    struct invocation *invocation, struct err *err)
{
	struct observation_reader reader;
	json_t *read;
	int result;

	if (json_array_size(param_list(invocation, "rows")) == 0)
		return err_set(err, ERR_INVALID,
		    "rows: is empty: there is nothing to import");
	if (observation_reader_open(&reader, invocation, err) != 0)
		return -1;
	reader.year = (int)param_integer(invocation, "year", 0);
	read = json_object();
	result = observation_read_rows(&reader, read, err);
	json_decref(read);
	observation_reader_close(&reader);
	return result;
}

/* --- doing --- */

static int observation_import_one(
    struct invocation *invocation, size_t i, int64_t *added, struct err *err)
{
	json_t *row = message_row(param_list(invocation, "rows"), i);
	json_t *reading =
	    message_row(json_object_get(invocation->reading, "rows"), i);
	bool same = json_is_true(json_object_get(reading, "same"));
	int64_t id;
	int result = same
	    ? 0
	    : observation_put(invocation, row, reading, (int64_t)i, &id, err);

	*added += !same;
	json_decref(row);
	json_decref(reading);
	return result;
}

static int observation_import(struct invocation *invocation, struct err *err)
{
	size_t count = json_array_size(param_list(invocation, "rows"));
	int64_t added = 0;

	if (count !=
	    json_array_size(json_object_get(invocation->reading, "rows")))
		return err_set(err, ERR_INTERNAL,
		    "the reading has not one part for each row");
	for (size_t i = 0; i < count; i++)
		if (observation_import_one(invocation, i, &added, err) != 0)
			return -1;
	invocation->unchanged = added == 0;
	buffer_printf(invocation->reply,
	    "{\"dry_run\":%s,\"added\":%" PRId64
	    ",\"changed\":0,\"unchanged_rows\":%" PRId64 "}",
	    param_flag(invocation, "dry_run") ? "true" : "false", added,
	    (int64_t)count - added);
	return 0;
}

static const struct field row_fields[] = {
	{ "line", FIELD_NUMBER, REQUIRED, .min = 1, .max = 9999999 },
	{ "date", FIELD_LINE, REQUIRED, .min = 1, .max = CELL_MAX,
	    .confided = true },
	{ "area", FIELD_LINE, OPTIONAL, .min = 1, .max = CELL_MAX,
	    .confided = true },
	{ "kind", FIELD_LINE, REQUIRED, .min = 1, .max = CELL_MAX,
	    .confided = true },
	{ "environment", FIELD_LINE, OPTIONAL, .min = 1, .max = CELL_MAX,
	    .confided = true },
	{ "district", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH,
	    .confided = true },
	{ "place", FIELD_TEXT, OPTIONAL, .min = 1, .max = CELL_MAX,
	    .confided = true },
	{ "count", FIELD_LINE, OPTIONAL, .min = 1, .max = CELL_MAX,
	    .confided = true },
	{ "source", FIELD_TEXT, OPTIONAL, .min = 1, .max = CELL_MAX,
	    .confided = true },
	{ "text", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG,
	    .confided = true },
	{ 0 },
};

static const struct field fields[] = {
	{ "dry_run", FIELD_FLAG, OPTIONAL },
	{ "year", FIELD_NUMBER, OPTIONAL, .min = YEAR_MEANT_MIN,
	    .max = YEAR_MEANT_MAX },
	{ "rows", FIELD_OBJECT, REQUIRED, .row = row_fields, .many = ROWS_MAX },
	{ 0 },
};

static const struct field reading_fields[] = {
	{ "rows", FIELD_OBJECT, REQUIRED, .row = observation_reading,
	    .many = ROWS_MAX },
	{ 0 },
};

static const struct command commands[] = {
	{ "observation.import", ACCESS_REPORTER, WRITES, fields,
	    observation_import, observation_import_read, reading_fields,
	    .packs = true },
	{ 0 },
};

const struct family observation_import_family = {
	commands,
	NULL,
};
