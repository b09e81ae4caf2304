/* SPDX-License-Identifier: ISC */
#include "daemon/commands/log_params.h"

#include <inttypes.h>
#include <string.h>
#include <unistr.h>

#include "daemon/calendar/zone.h"

/* Characters of one value, and how many a list may have. */
#define VALUE_MAX 80
#define LIST_MAX  10

/* Seconds; no day is written from there on. */
#define YEAR_10000 (INT64_C(253402300800) - 86400)

void log_params_text(struct buffer *to, const char *text)
{
	const uint8_t *at = (const uint8_t *)text;
	int count = 0;

	for (; *at != 0 && count < VALUE_MAX; count++) {
		int size = u8_strmblen(at);

		if (*at < ' ')
			buffer_text(to, " ");
		else
			buffer_add(to, at, (size_t)size);
		at += size;
	}
	if (*at != 0)
		buffer_text(to, "…");
}

static void log_params_value(struct buffer *to, const json_t *value)
{
	size_t count = json_array_size(value);

	if (json_is_string(value))
		log_params_text(to, json_string_value(value));
	else if (json_is_integer(value))
		buffer_printf(
		    to, "%" PRId64, (int64_t)json_integer_value(value));
	else if (json_is_boolean(value))
		buffer_text(to, json_is_true(value) ? "yes" : "no");
	else if (json_is_object(value))
		buffer_text(to, "…");
	for (size_t i = 0; i < count && i < LIST_MAX; i++) {
		const json_t *part = json_array_get(value, i);

		if (json_is_object(part)) {
			buffer_printf(to, "%zu", count);
			return;
		}
		buffer_text(to, i > 0 ? ", " : "");
		log_params_value(to, part);
	}
	if (count > LIST_MAX)
		buffer_printf(to, ", … (%zu)", count);
}

static const struct field *param_field(
    const struct command *command, const char *name)
{
	return contract_field(
	    command != NULL ? command->fields : NULL, name, strlen(name));
}

/* Whether a list tells the param, and not only the entry itself. */
static bool is_listed(const struct command *command, const char *name)
{
	const struct field *field = param_field(command, name);

	return field == NULL || (!field->unlisted && !field->confided);
}

/* As text, "2026-05-04T09:00". */
static void add_instant(struct buffer *to, int64_t seconds)
{
	struct local_time local =
	    zone_local((struct instant){ .seconds = seconds });
	char day[DAY_TEXT];

	buffer_printf(to, "%sT%02d:%02d", day_write(local.day, day), local.hour,
	    local.minute);
}

static void add_param(struct buffer *to, const struct command *command,
    const char *name, const json_t *value)
{
	const struct field *field = param_field(command, name);

	if (field != NULL && field->instant && json_is_integer(value) &&
	    json_integer_value(value) < YEAR_10000)
		add_instant(to, (int64_t)json_integer_value(value));
	else if (field != NULL && field->whole && json_is_string(value))
		buffer_text(to, json_string_value(value));
	else
		log_params_value(to, value);
}

void log_params_list(
    struct buffer *to, const struct command *command, const json_t *params)
{
	const char *name, *comma = "";
	json_t *value;

	json_object_foreach ((json_t *)(uintptr_t)params, name, value) {
		if (!is_listed(command, name))
			continue;
		buffer_printf(to, "%s%s: ", comma, name);
		add_param(to, command, name, value);
		comma = "; ";
	}
}

void log_params_object(
    struct buffer *json, const struct command *command, const json_t *params)
{
	struct buffer text = { 0 };
	const char *name, *comma = "";
	json_t *value;

	buffer_text(json, ",\"params\":{");
	json_object_foreach ((json_t *)(uintptr_t)params, name, value) {
		if (!is_listed(command, name))
			continue;
		buffer_cut(&text, 0);
		buffer_text(&text, "");
		add_param(&text, command, name, value);
		buffer_text(json, comma);
		buffer_json(json, name);
		buffer_text(json, ":");
		buffer_json(json, text.bytes);
		comma = ",";
	}
	buffer_text(json, "}");
	buffer_free(&text);
}
