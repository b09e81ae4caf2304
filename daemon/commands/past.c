/* SPDX-License-Identifier: ISC */
#include "daemon/commands/past.h"

#include "daemon/commands/families.h"

#define METHOD_MAX 40
#define PARAMS_MAX 1000

static past_rows *rows_of;

void past_by(past_rows *rows)
{
	rows_of = rows;
}

void past_release(struct past_slot *slot)
{
	if (slot->past != NULL)
		slot->release(slot->past);
	*slot = (struct past_slot){ 0 };
}

/* The params of another command come as text: its own contract is held against
 * them when it is asked. */
static int past_read(struct invocation *invocation, struct err *err)
{
	const char *text = param_text(invocation, "params");
	struct past_wish wish = { .day = param_day(invocation, "day"),
		.method = param_text(invocation, "method") };
	int result;

	if (day_compare(wish.day, invocation_today(invocation)) >= 0)
		return err_set(err, ERR_INVALID,
		    "day: is not past: what is so today every list says");
	if (rows_of == NULL)
		return err_set(err, ERR_CONFLICT,
		    "there is no log here: ask a planvaktd that runs");
	wish.params = text != NULL ? json_loads(text, 0, NULL) : json_object();
	if (!json_is_object(wish.params)) {
		json_decref(wish.params);
		return err_set(
		    err, ERR_INVALID, "params: is no object written as JSON");
	}
	result = rows_of(invocation, &wish, err);
	json_decref(wish.params);
	return result;
}

static const struct field read_fields[] = {
	{ "day", FIELD_DATE, REQUIRED },
	{ "method", FIELD_LINE, OPTIONAL, .min = 1, .max = METHOD_MAX },
	{ "params", FIELD_LINE, OPTIONAL, .min = 1, .max = PARAMS_MAX },
	{ 0 },
};

static const struct command past_commands[] = {
	{ "past.read", ACCESS_ANY, READS, read_fields, past_read },
	{ 0 },
};

const struct family past_family = {
	past_commands,
	NULL,
};
