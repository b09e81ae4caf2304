/* SPDX-License-Identifier: ISC */
#include "daemon/commands/setting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/command.h"

enum { ALL, PUT, REHEARSAL };

const char *const setting_sql[] = {
	[ALL] = "SELECT name, value FROM setting ORDER BY name",
	[PUT] = "INSERT INTO setting VALUES (?1, ?2)"
		" ON CONFLICT (name) DO UPDATE SET value = excluded.value",
	[REHEARSAL] = "SELECT 1 FROM setting WHERE name = 'rehearsal'",
	NULL,
};

static void take(struct settings *settings, const char *name, const char *value)
{
	if (strcmp(name, "zone") == 0)
		snprintf(settings->zone, sizeof(settings->zone), "%s", value);
	else if (strcmp(name, "hour") == 0)
		settings->hour = atoi(value);
	else if (strcmp(name, "language") == 0)
		snprintf(settings->language, sizeof(settings->language), "%s",
		    value);
	else if (strcmp(name, "coordinator_mail") == 0)
		snprintf(settings->coordinator, sizeof(settings->coordinator),
		    "%s", value);
	else if (strcmp(name, "begun_at") == 0)
		settings->begun.seconds = atoll(value);
	else if (strcmp(name, "rehearsal") == 0)
		settings->rehearsal = true;
}

int setting_load(
    struct settings *settings, struct store *store, struct err *err)
{
	struct rows rows;
	int result;

	*settings = (struct settings){ .hour = 8, .language = "sv" };
	snprintf(settings->zone, sizeof(settings->zone), "%s", ZONE_DEFAULT);
	if (store_query(&rows, store, setting_sql, ALL, BIND_NONE, err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1)
		take(settings, rows_text(&rows, 0), rows_text(&rows, 1));
	return result;
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
