/* SPDX-License-Identifier: ISC */
#include "daemon/commands/setting.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/day.h"
#include "daemon/commands/families.h"
#include "daemon/commands/notice_dispatch.h"

/* Characters of a value: coordinators' addresses are the longest. */
#define VALUE_MAX ADDRESSES_MAX

enum { ALL, PUT, REMOVE, REHEARSAL };

static const char *const setting_sql[] = {
	[ALL] = "SELECT name, value FROM setting ORDER BY name",
	[PUT] = "INSERT INTO setting VALUES (?1, ?2)"
		" ON CONFLICT (name) DO UPDATE SET value = excluded.value",
	[REMOVE] = "DELETE FROM setting WHERE name = ?1",
	[REHEARSAL] = "SELECT 1 FROM setting WHERE name = 'rehearsal'",
	NULL,
};

/* Those that are kept as texts. */
static bool take_text(
    struct settings *settings, const char *name, const char *value)
{
	const struct {
		const char *name;
		char *text;
		size_t size;
	} texts[] = {
		{ "zone", settings->zone, sizeof(settings->zone) },
		{ "coordinator_mail", settings->coordinator,
		    sizeof(settings->coordinator) },
		{ "signature", settings->signature,
		    sizeof(settings->signature) },
		{ "pause_reason", settings->pause_reason,
		    sizeof(settings->pause_reason) },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (strcmp(name, texts[i].name) == 0) {
			snprintf(texts[i].text, texts[i].size, "%s", value);
			return true;
		}
	return false;
}

static const char *const weekdays[] = { "off", "monday", "tuesday", "wednesday",
	"thursday", "friday", NULL };

static const char *const switch_words[] = { "off", "on", NULL };

int setting_weekday(const char *word)
{
	for (int day = 0; weekdays[day] != NULL; day++)
		if (strcmp(weekdays[day], word) == 0)
			return day;
	return 0;
}

static void setting_take(
    struct settings *settings, const char *name, const char *value)
{
	if (take_text(settings, name, value))
		return;
	if (strcmp(name, "hour") == 0)
		settings->hour = (int)strtol(value, NULL, 10);
	else if (strcmp(name, "language") == 0)
		settings->language = word_of(language_words, value);
	else if (strcmp(name, "digest") == 0)
		settings->digest = setting_weekday(value);
	else if (strcmp(name, "digest_set_at") == 0)
		settings->digest_set.seconds = strtoll(value, NULL, 10);
	else if (strcmp(name, "answer_holds") == 0)
		settings->answer_holds = (int)strtol(value, NULL, 10);
	else if (strcmp(name, "expected_most") == 0)
		settings->expected_most = (int)strtol(value, NULL, 10);
	else if (strcmp(name, "calendar") == 0)
		settings->calendar = word_of(switch_words, value) == 1;
	else if (strcmp(name, "begun_at") == 0)
		settings->begun.seconds = strtoll(value, NULL, 10);
	else if (strcmp(name, "rehearsal") == 0)
		settings->rehearsal = true;
	else if (strcmp(name, "paused_until") == 0)
		settings->paused_until = day_from(value);
	else if (strcmp(name, "paused_from") == 0)
		settings->paused_from = day_from(value);
	else if (strcmp(name, "clock_ahead_at") == 0)
		settings->clock_ahead.seconds = strtoll(value, NULL, 10);
	else if (strcmp(name, "clock_day") == 0)
		settings->clock_day = day_from(value);
}

int setting_load(
    struct settings *settings, struct store *store, struct err *err)
{
	struct rows rows;
	int result;

	*settings = (struct settings){ .hour = 8,
		.digest = 1,
		.answer_holds = 20,
		.expected_most = 60,
		.paused_from = DAY_NONE,
		.paused_until = DAY_NONE,
		.clock_day = DAY_NONE };
	snprintf(settings->zone, sizeof(settings->zone), "%s", ZONE_DEFAULT);
	rows = store_query(store, setting_sql, ALL, BIND_NONE);
	while ((result = rows_next(&rows, err)) == 1)
		setting_take(
		    settings, rows_text(&rows, 0), rows_text(&rows, 1));
	return result;
}

bool setting_is_paused(const struct settings *settings, struct day today)
{
	return day_is_some(settings->paused_until) &&
	    day_compare(today, settings->paused_until) < 0;
}

struct schedule setting_schedule(
    const struct settings *settings, const struct workdays *workdays)
{
	return (struct schedule){ workdays, settings->hour, settings->begun,
		settings->paused_until };
}

int setting_is_rehearsal(struct store *store, bool *rehearsal, struct err *err)
{
	int64_t found = 0;
	int result = store_integer(
	    store, setting_sql, REHEARSAL, BIND_NONE, &found, 0, err);

	*rehearsal = found == 1;
	return result;
}

int setting_put(
    struct store *store, const char *name, const char *value, struct err *err)
{
	return store_run(
	    store, setting_sql, PUT, BIND(TEXT(name), TEXT(value)), err);
}

int setting_put_day(
    struct store *store, const char *name, struct day day, struct err *err)
{
	return store_run(
	    store, setting_sql, PUT, BIND(TEXT(name), DAY(day)), err);
}

int setting_put_number(
    struct store *store, const char *name, int64_t number, struct err *err)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, number);
	return setting_put(store, name, text, err);
}

int setting_remove(struct store *store, const char *name, struct err *err)
{
	return store_run(store, setting_sql, REMOVE, BIND(TEXT(name)), err);
}

/* --- the commands --- */

/* Those that can be set, as they are listed, with what their values keep. */
static const struct field contracts[] = {
	{ "zone", FIELD_LINE, OPTIONAL, .min = 1, .max = ZONE_NAME_MAX - 1 },
	{ "hour", FIELD_NUMBER, OPTIONAL, .min = 0, .max = 23 },
	{ "language", FIELD_WORD, OPTIONAL, .words = language_words },
	{ "coordinator_mail", FIELD_MAILS, OPTIONAL },
	{ "digest", FIELD_WORD, OPTIONAL, .words = weekdays },
	{ "answer_holds", FIELD_NUMBER, OPTIONAL, .min = 1, .max = 250 },
	{ "expected_most", FIELD_NUMBER, OPTIONAL, .min = 1, .max = 250 },
	{ "signature", FIELD_LINE, OPTIONAL, .min = 1, .max = SIGNATURE_MAX },
	{ "calendar", FIELD_WORD, OPTIONAL, .words = switch_words },
	{ 0 },
};

static const char *value_of(
    const struct settings *settings, const char *name, char number[16])
{
	int value = strcmp(name, "hour") == 0   ? settings->hour
	    : strcmp(name, "answer_holds") == 0 ? settings->answer_holds
						: settings->expected_most;

	snprintf(number, 16, "%d", value);
	return strcmp(name, "zone") == 0    ? settings->zone
	    : strcmp(name, "language") == 0 ? language_words[settings->language]
	    : strcmp(name, "coordinator_mail") == 0 ? settings->coordinator
	    : strcmp(name, "signature") == 0        ? settings->signature
	    : strcmp(name, "digest") == 0           ? weekdays[settings->digest]
	    : strcmp(name, "calendar") == 0 ? switch_words[settings->calendar]
					    : number;
}

static void put_setting(
    struct invocation *invocation, const char *name, const char *value)
{
	buffer_printf(invocation->reply, "{\"name\":\"%s\",\"value\":", name);
	buffer_json(invocation->reply, value);
	buffer_text(invocation->reply, "}");
}

static int setting_list(struct invocation *invocation, struct err *err)
{
	struct settings settings;
	char number[16];

	if (setting_load(&settings, invocation->store, err) != 0)
		return -1;
	buffer_text(invocation->reply, "{\"rows\":[");
	for (const struct field *field = contracts; field->name != NULL;
	     field++) {
		buffer_text(invocation->reply, field > contracts ? "," : "");
		put_setting(invocation, field->name,
		    value_of(&settings, field->name, number));
	}
	buffer_text(invocation->reply, "]}");
	return 0;
}

static const struct field *contract_of(const char *name)
{
	const struct field *field = contracts;

	while (strcmp(field->name, name) != 0)
		field++;
	return field;
}

/* Those that "" takes away. */
static bool can_be_empty(const char *name)
{
	return strcmp(name, "coordinator_mail") == 0 ||
	    strcmp(name, "signature") == 0;
}

/* The value as the setting's own contract wants it: an hour as a number, a list
 * of addresses with a comma and a blank between. */
static json_t *typed_value(const char *name, const char *value)
{
	char addresses[ADDRESSES_MAX + 1];

	if (contract_of(name)->type == FIELD_MAILS &&
	    addresses_write(addresses, value))
		return json_string(addresses[0] != '\0' ? addresses : value);
	if (contract_of(name)->type == FIELD_NUMBER && value[0] != '\0' &&
	    strlen(value) <= 3 && strspn(value, "0123456789") == strlen(value))
		return json_integer(strtol(value, NULL, 10));
	return json_string(value);
}

/* Which values are right changes with versions and with tzdata, so the reading
 * has the value as it was read. "" means that the coordinator has no
 * address. */
static int setting_read_value(struct invocation *invocation, struct err *err)
{
	const char *name = param_text(invocation, "name");
	const char *value = param_text(invocation, "value");
	bool removed = value[0] == '\0' && can_be_empty(name);
	json_t *typed = typed_value(name, value);
	json_t *params = json_pack("{s:O}", name, typed);
	bool zone = strcmp(name, "zone") == 0;
	int result;

	if (zone && value[0] == '\0')
		result = err_set(err, ERR_INVALID,
		    "zone: is missing: write one of tzdata, like %s",
		    ZONE_DEFAULT);
	else
		result = removed ? 0 : contract_check(contracts, params, err);
	if (result == 0 && zone)
		result = zone_check(value, err);
	if (json_is_integer(typed))
		json_object_set_new(invocation->reading, "value",
		    json_sprintf("%d", (int)json_integer_value(typed)));
	else
		json_object_set(invocation->reading, "value", typed);
	json_decref(params);
	json_decref(typed);
	return result;
}

static int setting_set(struct invocation *invocation, struct err *err)
{
	const char *name = param_text(invocation, "name");
	const char *value = reading_text(invocation, "value");
	struct settings settings;
	char number[16];
	int result;

	if (setting_load(&settings, invocation->store, err) != 0)
		return -1;
	invocation->unchanged =
	    strcmp(value, value_of(&settings, name, number)) == 0;
	put_setting(invocation, name, value);
	if (value[0] == '\0')
		result = setting_remove(invocation->store, name, err);
	else
		result = setting_put(invocation->store, name, value, err);
	if (result == 0 && strcmp(name, "digest") == 0 &&
	    !invocation->unchanged)
		result = setting_put_number(invocation->store, "digest_set_at",
		    invocation->now.seconds, err);
	if (result == 0 && strcmp(name, "coordinator_mail") == 0)
		result = dispatch_readdress(invocation, "", err);
	return result;
}

static const char *const names[] = { "zone", "hour", "language",
	"coordinator_mail", "digest", "answer_holds", "expected_most",
	"signature", "calendar", NULL };

static const struct field list_fields[] = {
	{ 0 },
};

static const struct field set_fields[] = {
	{ "name", FIELD_WORD, REQUIRED, .words = names },
	{ "value", FIELD_LINE, REQUIRED, .min = 0, .max = VALUE_MAX },
	{ 0 },
};

static const struct field set_reading[] = {
	{ "value", FIELD_LINE, REQUIRED, .max = VALUE_MAX },
	{ 0 },
};

static const struct command setting_commands[] = {
	{ "setting.list", ACCESS_ANY, READS, list_fields, setting_list },
	{ "setting.set", ACCESS_COORDINATOR, WRITES, set_fields, setting_set,
	    setting_read_value, set_reading },
	{ 0 },
};

const struct family setting_family = {
	setting_commands,
	setting_sql,
};
