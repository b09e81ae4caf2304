/* SPDX-License-Identifier: ISC */
/* A whole register of departments in one request: those that are not there are
 * added, the others changed to what their row says. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/department.h"
#include "daemon/commands/department_named.h"
#include "daemon/commands/families.h"
#include "protocol/json_member.h"

#define ROWS_MAX 1000

/* Of the answer: changes are named up to so many bytes. */
#define CHANGES_BYTES 500000

/* A row as an invocation of its own. */
static struct invocation row_invocation(const struct invocation *invocation,
    json_t *row, json_t *reading, struct buffer *reply)
{
	struct invocation one = *invocation;

	one.params = row;
	one.reading = reading;
	one.reply = reply;
	one.unchanged = false;
	return one;
}

static int department_import_read(
    struct invocation *invocation, struct err *err)
{
	json_t *readings = json_array(), *row;
	size_t i;

	json_object_set_new(invocation->reading, "rows", readings);
	json_array_foreach (param_list(invocation, "rows"), i, row) {
		json_t *reading = json_object();
		struct invocation one =
		    row_invocation(invocation, row, reading, NULL);

		json_array_append_new(readings, reading);
		if (department_read(&one, err) != 0)
			return -1;
	}
	return department_read_named(
	    invocation, param_list(invocation, "rows"), readings, err);
}

struct department_counts {
	int added, changed, unchanged;
	struct buffer changes; /* owned: JSON, parted by commas */
};

/* What the row changes, field by field, from what is answered of the
 * department before and after. */
static void department_import_tell(
    struct department_counts *counts, const char *before, const char *after)
{
	static const char *const told[] = { "name", "mail", "escalation",
		"aliases", "board" };
	json_t *old = json_loads(before, 0, NULL);
	json_t *new = json_loads(after, 0, NULL);

	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++) {
		json_t *from = json_object_get(old, told[i]);
		json_t *to = json_object_get(new, told[i]), *change;
		char *text;

		if (json_equal(from, to) ||
		    counts->changes.length > CHANGES_BYTES)
			continue;
		change = json_pack("{sOsssO*sO*}", "code",
		    json_object_get(new, "code"), "field", told[i], "old", from,
		    "new", to);
		text = json_dumps(change, JSON_COMPACT);
		buffer_printf(&counts->changes, "%s%s",
		    counts->changes.length > 0 ? "," : "", text);
		free(text);
		json_decref(change);
	}
	json_decref(old);
	json_decref(new);
}

static int import_known(
    struct invocation *one, struct department_counts *counts, struct err *err)
{
	struct buffer before = { 0 };
	int result = department_one(one, param_text(one, "code"), err);

	buffer_text(&before, result == 0 ? one->reply->bytes : "");
	buffer_cut(one->reply, 0);
	if (result == 0)
		result = department_edit(one, err);
	if (result == 0 && one->unchanged) {
		counts->unchanged++;
	} else if (result == 0) {
		counts->changed++;
		department_import_tell(counts, before.bytes, one->reply->bytes);
	}
	buffer_free(&before);
	return result;
}

static int import_one(
    struct invocation *one, struct department_counts *counts, struct err *err)
{
	bool known = department_exists(one, param_text(one, "code"), err) == 0;

	if (!known && err->code != ERR_NOT_FOUND)
		return -1;
	if (!known && param_text(one, "mail") == NULL)
		return err_set(err, ERR_INVALID,
		    "mail: is missing: a new department needs one");
	if (!known) {
		counts->added++;
		return department_add(one, err);
	}
	return import_known(one, counts, err);
}

static int import_rows(struct invocation *invocation,
    struct department_counts *counts, struct buffer *reply, struct err *err)
{
	json_t *readings = json_object_get(invocation->reading, "rows"), *row;
	size_t i;

	json_array_foreach (param_list(invocation, "rows"), i, row) {
		struct invocation one = row_invocation(
		    invocation, row, json_array_get(readings, i), reply);
		struct err why = { 0 };

		buffer_cut(reply, 0);
		if (import_one(&one, counts, &why) != 0)
			return err_set(err, why.code,
			    "line %" PRId64 ": %p; nothing was imported",
			    json_number(row, "line"), (void *)&why);
	}
	return 0;
}

static int department_import(struct invocation *invocation, struct err *err)
{
	struct department_counts counts = { 0 };
	struct buffer reply = { 0 };
	int result;

	if (json_array_size(param_list(invocation, "rows")) !=
	    json_array_size(json_object_get(invocation->reading, "rows")))
		return err_set(err, ERR_INTERNAL,
		    "the reading has not one part for each row");
	result = import_rows(invocation, &counts, &reply, err);
	buffer_free(&reply);
	invocation->unchanged = counts.added + counts.changed == 0;
	buffer_printf(invocation->reply,
	    "{\"dry_run\":%s,\"added\":%d,\"changed\":%d,"
	    "\"unchanged_rows\":%d,\"changes\":[%s]}",
	    param_flag(invocation, "dry_run") ? "true" : "false", counts.added,
	    counts.changed, counts.unchanged,
	    counts.changes.length > 0 ? counts.changes.bytes : "");
	department_named_put(invocation);
	buffer_free(&counts.changes);
	return result;
}

static const struct field row_fields[] = {
	{ "line", FIELD_NUMBER, REQUIRED, .min = 1, .max = 9999999 },
	{ "code", FIELD_CODE, REQUIRED },
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "mail", FIELD_MAIL, OPTIONAL },
	{ "escalation", FIELD_MAIL, OPTIONAL },
	{ "board", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "aliases", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH,
	    .many = ALIASES_MAX },
	{ 0 },
};

static const struct field fields[] = {
	{ "dry_run", FIELD_FLAG, OPTIONAL },
	{ "rows", FIELD_OBJECT, REQUIRED, .row = row_fields, .many = ROWS_MAX },
	{ 0 },
};

static const struct field reading_fields[] = {
	{ "rows", FIELD_OBJECT, REQUIRED, .row = department_names_reading,
	    .many = ROWS_MAX },
	DEPARTMENT_NAMED_FIELD,
	{ 0 },
};

static const struct command commands[] = {
	{ "department.import", ACCESS_COORDINATOR, WRITES, fields,
	    department_import, department_import_read, reading_fields },
	{ 0 },
};

const struct family department_import_family = {
	commands,
	NULL,
};
