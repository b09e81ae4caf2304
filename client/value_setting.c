/* SPDX-License-Identifier: ISC */
#include "client/value_setting.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "protocol/clock_time.h"
#include "protocol/shape.h"

/* What `setting list` shows where the locale is Swedish. */
static const struct {
	const char *swedish, *word;
} settings[] = {
	{ "måndag", "monday" },
	{ "tisdag", "tuesday" },
	{ "onsdag", "wednesday" },
	{ "torsdag", "thursday" },
	{ "fredag", "friday" },
	{ "av", "off" },
	{ "på", "on" },
	{ "svenska", "sv" },
	{ "engelska", "en" },
};

/* "08.00", "kl 8", as people read the hour of reminders. */
static bool whole_hour(const char *text, int *hour)
{
	char time[CLOCK_TIME];

	if (!shape_is(text, "d.00") && !shape_is(text, "dd.00") &&
	    !shape_is(text, "d:00") && !shape_is(text, "dd:00") &&
	    strncasecmp(text, "kl", 2) != 0)
		return false;
	if (!clock_time_read(text, time) || strcmp(time + 2, ":00") != 0)
		return false;
	*hour = (int)strtol(time, NULL, 10);
	return true;
}

const char *value_setting(
    const char *name, const char *text, char room[VALUE_SETTING])
{
	int hour;

	if (strcmp(name, "value") != 0)
		return text;
	if (whole_hour(text, &hour)) {
		snprintf(room, VALUE_SETTING, "%d", hour);
		return room;
	}
	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
		if (strcasecmp(settings[i].swedish, text) == 0)
			return settings[i].word;
	return text;
}
